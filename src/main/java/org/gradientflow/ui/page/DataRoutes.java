package org.gradientflow.ui.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The page's data as JSON.
 *
 * <p>{@code data/sessions} lists who reports. {@code data/reports?session=S&worker=W&since=T&series=gradients/0_W&series=...}
 * gives what was reported after the time stamp {@code since}, 0 for all; the answer's {@code next} is the {@code since} of the
 * next poll. At most {@code most} are given, evenly chosen. A time stamp and not an iteration, because iterations start again when a session goes on with a new network.
 */
final class DataRoutes {

    /** More rows than this a screen can't show. */
    static final int MOST = 2000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Double.class, new JsonNumbers()))
            .build();

    private final Sessions sessions;

    DataRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What was wrong with a question, or went wrong with its answer. */
    private record ErrorAnswer(String error) {}

    private record Answer(int status, byte[] body) {

        static Answer of(Object value) throws IOException {
            return new Answer(200, JSON.writeValueAsBytes(value));
        }

        static Answer problem(int status, String message) throws IOException {
            return new Answer(status, JSON.writeValueAsBytes(new ErrorAnswer(message)));
        }
    }

    private interface Work {
        Answer answer() throws IOException;
    }

    void sessions(RoutingContext context) {
        answer(context, () -> Answer.of(SessionsAnswer.of(sessions.all())));
    }

    void reports(RoutingContext context) {
        answer(context, () -> {
            MultiMap asked = parameters(context.request());
            String session = asked.get("session");
            if (session == null) {
                return Answer.problem(400, "session: expected the id of an attached session");
            }
            long since = number(asked, "since", 0, 0);
            int most = (int) Math.min(number(asked, "most", 1, MOST), MOST);
            List<ReportSeries> wanted =
                    asked.getAll("series").stream().map(ReportSeries::parse).toList();
            Optional<Worker> worker = sessions.find(session, asked.get("worker"));
            if (worker.isEmpty()) {
                return Answer.problem(404, "no such session is attached");
            }
            if (!wanted.stream().allMatch(new Reports(worker.get())::has)) {
                return Answer.problem(404, "series: the session has no series of that name");
            }
            ReportColumns columns = new ReportColumns(worker.get(), wanted);
            Reports.Part part = new Reports(worker.get()).read(since, most, columns::add);
            return Answer.of(columns.answer(part));
        });
    }

    /** Vert.x decodes only now, and its own message repeats all that was asked. */
    private static MultiMap parameters(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(
                    "a % in the address is not followed by two hexadecimal digits", malformed);
        }
    }

    private static long number(MultiMap asked, String name, long least, long otherwise) {
        String text = asked.get(name);
        try {
            long number = text == null ? otherwise : Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused like one that is too small.
        }
        throw new IllegalArgumentException(name + ": expected a whole number, " + least + " or more");
    }

    /** Reads on a worker thread: the event loop has pages to serve meanwhile. */
    private static void answer(RoutingContext context, Work work) {
        context.vertx().<Answer>executeBlocking(promise -> promise.complete(answer(work)), false, result -> {
            if (!context.response().closed()) {
                Answer answer = result.succeeded()
                        ? result.result()
                        : answer(() -> Answer.problem(500, "failed: " + result.cause()));
                Headers.addTo(context.response())
                        .setStatusCode(answer.status())
                        .putHeader("Content-Type", "application/json; charset=utf-8")
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(answer.body()));
            }
        });
    }

    private static Answer answer(Work work) {
        try {
            try {
                return work.answer();
            } catch (IllegalArgumentException wrong) {
                return Answer.problem(400, String.valueOf(wrong.getMessage()));
            } catch (RuntimeException | IllegalAccessError closed) {
                // A file storage that is closed while it is read says so with an error of MapDB's or of the JDK's.
                return Answer.problem(503, "the storage can't be read now");
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
