package org.gradientflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;

/** Looks at what the build put on the class path of the main program: {@code target/classpath.txt}. */
class BuildTest {
    private static final long MEGABYTE = 1_000_000;

    /** 185 MB on Linux, x86-64, of which ND4J's natives are 91 MB; those of other platforms differ a little. */
    private static final long LARGEST = 200 * MEGABYTE;

    private static final Pattern NATIVE = Pattern.compile("-(linux|macosx|windows|android|ios)-[a-z0-9_-]+\\.jar$");

    private static List<Path> classPath() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String line :
                Files.readString(Path.of("target", "classpath.txt")).split(Pattern.quote(File.pathSeparator))) {
            if (!line.isBlank()) {
                jars.add(Path.of(line.strip()));
            }
        }
        assertThat(jars).as("jars of the class path").hasSizeGreaterThan(50).allMatch(Files::isRegularFile);
        return jars;
    }

    private static List<String> names() throws IOException {
        return classPath().stream().map(jar -> jar.getFileName().toString()).toList();
    }

    @Test
    void classPathIsSmall() throws IOException {
        long size = 0;
        for (Path jar : classPath()) {
            size += Files.size(jar);
        }
        assertThat(size).isLessThan(LARGEST);
    }

    @Test
    void onlyNativesOfThisMachineAreThere() throws IOException {
        List<String> natives =
                names().stream().filter(name -> NATIVE.matcher(name).find()).toList();
        assertThat(natives)
                .as("natives of ND4J, OpenBLAS and JavaCPP")
                .hasSize(3)
                .allMatch(name -> name.endsWith("-" + Loader.getPlatform() + ".jar"));
    }

    @Test
    void everyLibraryIsThereOnce() throws IOException {
        List<String> libraries = names().stream()
                .map(name -> name.replaceFirst("-[0-9].*?(-(?:linux|macosx|windows).*)?\\.jar$", "$1"))
                .toList();
        List<String> twice = libraries.stream()
                .filter(name -> libraries.indexOf(name) != libraries.lastIndexOf(name))
                // guava, jackson: ND4J has its own, in packages of its own; bootstrap, jquery: pages of the UI want two
                // versions
                .filter(name -> !List.of("guava", "bootstrap", "jquery").contains(name))
                .toList();
        assertThat(twice).isEmpty();
    }
}
