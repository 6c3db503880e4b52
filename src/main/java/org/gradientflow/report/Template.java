package org.gradientflow.report;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.gradientflow.report.figure.Figure;

/** Fills the templates of pages. FreeMarker escapes all text for HTML. */
final class Template {
    private static final Configuration TEMPLATES = templates();

    private Template() {}

    private static Configuration templates() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(Template.class, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setLocale(Locale.ROOT);
        return configuration;
    }

    static String fill(String template, Map<String, Object> values) throws IOException {
        StringWriter page = new StringWriter();
        try {
            TEMPLATES.getTemplate(template).process(values, page);
        } catch (TemplateException wrong) {
            throw new IllegalStateException("template " + template + " is wrong", wrong);
        }
        return page.toString();
    }

    /** A figure as a template needs it, with its image embedded. */
    static Map<String, Object> picture(Figure figure) {
        return Map.of(
                "name", figure.name(),
                "title", figure.title(),
                "caption", figure.caption(),
                "width", Integer.toString(figure.width()),
                "height", Integer.toString(figure.height()),
                "data", Base64.getEncoder().encodeToString(figure.png()));
    }
}
