package org.gradientflow.benchmark.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gradientflow.cli.Main;
import org.gradientflow.cli.terminal.Jvm;

/**
 * Trains for many steps with recording and UI while a page is open. Prints speed, memory, open files, threads and disk use after
 * each tenth, and the last tenth divided by the first.
 */
public final class Endurance {
    private static final Pattern PROGRESS = Pattern.compile("three-layer-xavier: ([\\d,]+) of");

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    private static final long POLL_MILLIS = 1_000;

    private static final int TENTHS = 10;

    /**
     * The resources that the process uses.
     *
     * @param seconds since the start
     * @param processor seconds of processor time so far, which another program's load changes less
     * @param steps done
     * @param resident memory in MB
     * @param heap live objects in MB, after a full collection
     * @param files open
     * @param disk of the results in MB
     */
    private record Sample(
            double seconds,
            double processor,
            long steps,
            long resident,
            long heap,
            long files,
            long threads,
            long disk) {}

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final Path out;
    private final Path err;
    private final Process process;

    private Endurance(Path folder, long steps) throws IOException {
        this.folder = folder;
        this.out = folder.resolve("out.txt");
        this.err = folder.resolve("err.txt");
        this.process = Jvm.tunedChild(
                        Main.class,
                        List.of(
                                "run",
                                "three-layer-xavier",
                                "--steps=" + steps,
                                "--port=0",
                                "--out=run",
                                "--no-diagnosis"))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /**
     * Trains and prints the measurements.
     *
     * @param steps to be trained
     * @throws Exception when the training ends early
     */
    public static void run(long steps) throws Exception {
        Path folder = Files.createTempDirectory("endurance");
        Endurance endurance = new Endurance(folder, steps);
        try {
            print(endurance.samples(steps));
        } finally {
            endurance.process.destroyForcibly().waitFor();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private List<Sample> samples(long steps) throws Exception {
        List<Sample> samples = new ArrayList<>();
        String address = address();
        long start = System.nanoTime();
        long next = 0;
        while (samples.size() <= TENTHS) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The training ended early: " + Files.readString(err));
            }
            next = poll(address, next);
            long done = done();
            if (done >= steps * samples.size() / TENTHS) {
                samples.add(sample((System.nanoTime() - start) / 1e9, done));
                System.out.printf(Locale.ROOT, "%,d of %,d%n", done, steps);
            }
            Thread.sleep(POLL_MILLIS);
        }
        return samples;
    }

    private String address() throws Exception {
        Matcher address = ADDRESS.matcher(Files.readString(out));
        while (!address.find()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The training did not start: " + Files.readString(err));
            }
            Thread.sleep(POLL_MILLIS);
            address = ADDRESS.matcher(Files.readString(out));
        }
        return address.group();
    }

    /** Requests the data as the page does, once a second. */
    private long poll(String address, long since) throws Exception {
        JsonNode sessions = get(address + "/gradientflow/data/sessions").get("sessions");
        if (sessions.isEmpty()) {
            return since;
        }
        String session = URLEncoder.encode(sessions.get(0).get("session").asText(), StandardCharsets.UTF_8);
        return get(address + "/gradientflow/data/reports?session=" + session + "&series=gradients/0_W&since=" + since)
                .get("next")
                .asLong();
    }

    private JsonNode get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return json.readTree(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    private long done() throws IOException {
        Matcher progress = PROGRESS.matcher(Files.readString(err));
        long done = 0;
        while (progress.find()) {
            done = Long.parseLong(progress.group(1).replace(",", ""));
        }
        return done;
    }

    private Sample sample(double seconds, long steps) throws Exception {
        long pid = process.pid();
        return new Sample(
                seconds,
                process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3,
                steps,
                SpeedBenchmark.status(Long.toString(pid), "VmRSS") >> 10,
                liveHeap(pid) >> 20,
                count(Path.of("/proc", Long.toString(pid), "fd")),
                SpeedBenchmark.status(Long.toString(pid), "Threads"),
                size(folder.resolve("run")) >> 20);
    }

    private static long liveHeap(long pid) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor(1, TimeUnit.MINUTES);
        return number(text, "Total\\s+\\d+\\s+(\\d+)");
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void print(List<Sample> samples) {
        System.out.printf(
                "%12s %10s %10s %12s %10s %10s %10s %10s%n",
                "steps", "steps/s", "us a step", "resident MB", "heap MB", "files", "threads", "disk MB");
        for (int i = 0; i < samples.size(); i++) {
            Sample sample = samples.get(i);
            System.out.printf(
                    Locale.ROOT,
                    "%,12d %10.0f %10.0f %12d %10d %10d %10d %10d%n",
                    sample.steps,
                    i == 0 ? Double.NaN : rate(samples, i),
                    i == 0 ? Double.NaN : micros(samples, i),
                    sample.resident,
                    sample.heap,
                    sample.files,
                    sample.threads,
                    sample.disk);
        }
        int last = samples.size() - 1;
        System.out.printf(
                Locale.ROOT,
                "last tenth over first: speed %.2f, processor time %.2f, resident %.2f, heap %.2f%n",
                rate(samples, last) / rate(samples, 1),
                micros(samples, last) / micros(samples, 1),
                (double) samples.get(last).resident / samples.get(1).resident,
                (double) samples.get(last).heap / samples.get(1).heap);
    }

    private static double rate(List<Sample> samples, int i) {
        Sample from = samples.get(i - 1);
        Sample to = samples.get(i);
        return (to.steps - from.steps) / (to.seconds - from.seconds);
    }

    /** Processor time. */
    private static double micros(List<Sample> samples, int i) {
        Sample from = samples.get(i - 1);
        Sample to = samples.get(i);
        return 1e6 * (to.processor - from.processor) / (to.steps - from.steps);
    }
}
