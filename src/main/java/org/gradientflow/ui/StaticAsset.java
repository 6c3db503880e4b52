package org.gradientflow.ui;

import io.vertx.core.http.impl.HttpUtils;

/**
 * The scripts, styles and pictures of DL4J's pages, which its server sends from the class path. It never answers a request for one that is
 * not there, and takes a path as it comes.
 */
final class StaticAsset {
    private static final String ADDRESS = "/assets/";

    /** Where DL4J's handler looks. */
    private static final String FOLDER = "deeplearning4jUiAssets/";

    private static final String WEBJARS = "META-INF/resources/";

    private StaticAsset() {}

    /** Whether an address is one of theirs, and there is no such file. */
    static boolean isMissing(String path) {
        if (!path.startsWith(ADDRESS)) {
            return isOtherwiseSpelt(path);
        }
        String name = path.substring(ADDRESS.length());
        // None of them has a name that needs escaping.
        if (!name.matches("[\\w@.+/-]*\\.\\w+") || name.contains("..")) {
            return true;
        }
        int webjar = name.indexOf("webjars");
        String resource = webjar < 0 ? FOLDER + name : WEBJARS + name.substring(webjar);
        ClassLoader files = StaticAsset.class.getClassLoader();
        return files.getResource(resource) == null || files.getResource(resource + "/") != null; // a folder
    }

    /** DL4J's handler cuts off as many characters as the address has, even where the router found it behind {@code //} or {@code %61}. */
    private static boolean isOtherwiseSpelt(String path) {
        try {
            return HttpUtils.normalizePath(path).startsWith(ADDRESS);
        } catch (IllegalArgumentException malformed) {
            return false; // which the router answers
        }
    }
}
