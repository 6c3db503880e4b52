package org.gradientflow.ui;

import io.vertx.core.http.impl.HttpUtils;
import java.util.regex.Pattern;

/** DL4J's pages for SameDiff, t-SNE and activations. The scripts and styles that only they need are not on the class path. */
final class UnservedPage {

    static final String MESSAGE = "The SameDiff, t-SNE and activation pages are not served here; see /train/overview.";

    private static final Pattern PATH = Pattern.compile("/(samediff|tsne|activations)(/.*)?", Pattern.DOTALL);

    private UnservedPage() {}

    /** Whether DL4J's router would find one of them there, however the path is spelt. */
    static boolean isAt(String path) {
        try {
            return PATH.matcher(HttpUtils.normalizePath(path)).matches();
        } catch (IllegalArgumentException malformed) {
            return false; // which the router answers
        }
    }
}
