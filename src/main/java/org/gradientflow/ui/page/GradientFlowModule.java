package org.gradientflow.ui.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.storage.StatsStorageEvent;
import org.deeplearning4j.ui.api.HttpMethod;
import org.deeplearning4j.ui.api.Route;
import org.deeplearning4j.ui.api.UIModule;
import org.deeplearning4j.ui.i18n.I18NResource;
import org.deeplearning4j.ui.model.stats.StatsListener;

/** Serves {@value #PATH} from Deeplearning4j's UI server, which finds this class through {@code ServiceLoader}. */
public final class GradientFlowModule implements UIModule {

    /** Where the page is. */
    public static final String PATH = "/gradientflow";

    private final Sessions sessions = new Sessions();

    @Override
    public List<String> getCallbackTypeIDs() {
        return List.of(StatsListener.TYPE_ID);
    }

    @Override
    public List<Route> getRoutes() {
        List<Route> routes = new ArrayList<>();
        for (Asset asset : Asset.ALL) {
            routes.add(new Route(PATH + asset.path(), HttpMethod.GET, (none, context) -> asset.send(context)));
        }
        DataRoutes data = new DataRoutes(sessions);
        routes.add(new Route(PATH + "/data/sessions", HttpMethod.GET, (none, context) -> data.sessions(context)));
        routes.add(new Route(PATH + "/data/reports", HttpMethod.GET, (none, context) -> data.reports(context)));
        return routes;
    }

    @Override
    public void reportStorageEvents(Collection<StatsStorageEvent> events) {
        events.forEach(sessions::note);
    }

    @Override
    public void onAttach(StatsStorage storage) {
        sessions.attach(storage);
    }

    @Override
    public void onDetach(StatsStorage storage) {
        sessions.detach(storage);
    }

    @Override
    public List<I18NResource> getInternationalizationResources() {
        return List.of();
    }
}
