package org.gradientflow.watch;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.deeplearning4j.earlystopping.termination.IterationTerminationCondition;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.gradientflow.diagnosis.verdict.Cause;
import org.gradientflow.diagnosis.verdict.Severity;
import org.gradientflow.observation.StepReading;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Watches a training while it runs. Cheap statistics of every tenth step raise a {@link Suspicion}; then the
 * {@linkplain org.gradientflow.diagnosis.Doctor doctor} examines a copy with the batches that the network saw last, and only what that
 * confirms becomes an {@link Alarm}.
 *
 * <pre>{@code
 * TrainingWatch watch = TrainingWatch.builder()
 *         .onFinding(alarm -> log.warn("{}", alarm))
 *         .stopOn(Severity.SEVERE)
 *         .build();
 * network.addListeners(watch);
 * }</pre>
 *
 * <p>The training goes on as if nobody watched: the same numbers, bit for bit. A fault of the watch's own is logged once and switches it off.
 * One watch may serve several networks, also in several threads: each is watched by itself, the replicas of a {@code ParallelWrapper} too.
 */
public final class TrainingWatch extends BaseTrainingListener {
    /** Of all log lines of alarms. */
    public static final Marker MARKER = MarkerFactory.getMarker("GRADIENTFLOW_ALARM");

    private static final Logger LOG = LoggerFactory.getLogger(TrainingWatch.class);

    /** When a suspicion is examined. */
    public enum When {
        /** On a thread of its own, while the training goes on. */
        BACKGROUND,
        /** At once, while the training waits. */
        NOW
    }

    private record Entry(WeakReference<Model> model, WatchedNetwork network) {}

    private final WatchSettings settings;
    private final List<Entry> networks = new CopyOnWriteArrayList<>();
    private final List<Alarm> alarms = new CopyOnWriteArrayList<>();
    private final Set<Cause> reported = EnumSet.noneOf(Cause.class);
    private final List<Consumer<StepReading>> readingListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Alarm>> alarmListeners = new CopyOnWriteArrayList<>();
    private volatile Thread examining;
    private volatile Alarm stop;
    private volatile boolean condition;
    private volatile boolean off;

    private TrainingWatch(WatchSettings settings) {
        this.settings = settings;
    }

    /**
     * A builder with the defaults: every 10th step after 50, in the background, nothing saved, nothing stopped.
     *
     * @return a new one
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The alarms so far.
     *
     * @return a copy, the oldest first
     */
    public List<Alarm> alarms() {
        return List.copyOf(alarms);
    }

    /**
     * The statistics of the last step that was looked at, of the network that was seen first.
     *
     * @return empty before the first
     */
    public Optional<StepReading> reading() {
        return networks.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(networks.get(0).network().reading());
    }

    /**
     * Waits for an examination that runs in the background.
     *
     * @param time to wait at most
     * @return whether none runs any more
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    public boolean await(Duration time) throws InterruptedException {
        Thread running = examining;
        if (running != null) {
            running.join(Math.max(1, time.toMillis()));
        }
        return running == null || !running.isAlive();
    }

    /**
     * A condition for DL4J's early stopping, whose result carries the alarm. Add the watch itself to the network as a listener, too. It ends
     * the training at the severity of {@link Builder#stopOn}, which then throws nothing; without that, at {@link Severity#SEVERE}.
     *
     * @return true at the first step after the alarm
     */
    public IterationTerminationCondition asTerminationCondition() {
        condition = true;
        return new AlarmCondition(() -> stop);
    }

    /** For what shows a training elsewhere: each reading of the network that was seen first, and each alarm. */
    void listen(Consumer<StepReading> reading, Consumer<Alarm> alarm) {
        readingListeners.add(reading);
        alarmListeners.add(alarm);
    }

    @Override
    public void onForwardPass(Model model, List<INDArray> activations) {
        guard(() -> of(model).forward(model, activations));
    }

    @Override
    public void onForwardPass(Model model, Map<String, INDArray> activations) {
        guard(() -> of(model).forward(model, activations));
    }

    @Override
    public void onBackwardPass(Model model) {
        guard(() -> of(model).backward(model));
    }

    @Override
    public void onGradientCalculation(Model model) {
        guard(() -> of(model).gradients(model));
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        guard(() -> done(model, iteration, epoch));
        Alarm alarm = stop;
        if (alarm != null && !condition) {
            throw new TrainingStopped(alarm);
        }
    }

    private void done(Model model, int iteration, int epoch) {
        WatchedNetwork network = of(model);
        boolean read = network.done(model, iteration, epoch, examining == null);
        if (read && network == networks.get(0).network()) {
            readingListeners.forEach(listener -> listener.accept(network.reading()));
        }
    }

    private WatchedNetwork of(Model model) {
        for (Entry entry : networks) {
            if (entry.model.get() == model) {
                return entry.network;
            }
        }
        networks.removeIf(entry -> entry.model.get() == null);
        WatchedNetwork network = new WatchedNetwork(model, settings, this::confirm);
        networks.add(new Entry(new WeakReference<>(model), network));
        return network;
    }

    private void confirm(Confirmation confirmation) {
        if (settings.confirm() == When.NOW) {
            examine(confirmation);
        } else {
            Thread thread = new Thread(() -> guard(() -> examine(confirmation)), "gradientflow-watch");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            examining = thread;
            thread.start();
        }
    }

    private void examine(Confirmation confirmation) {
        try {
            confirmation.examine(settings).ifPresent(alarm -> raise(alarm, confirmation));
        } finally {
            examining = null;
        }
    }

    private void raise(Alarm found, Confirmation confirmation) {
        synchronized (reported) {
            if (!reported.add(found.finding().cause())) {
                return;
            }
        }
        Alarm alarm = saved(found, confirmation);
        alarms.add(alarm);
        alarmListeners.forEach(listener -> listener.accept(alarm));
        LOG.warn(MARKER, "{}", alarm);
        try {
            settings.onFinding().accept(alarm);
        } catch (RuntimeException theirs) {
            LOG.warn("the listener for alarms failed, the watch goes on: {}", theirs.toString());
        }
        Severity least = settings.stopOn().orElse(Severity.SEVERE);
        if (stop == null
                && (settings.stopOn().isPresent() || condition)
                && alarm.finding().severity().compareTo(least) >= 0) {
            stop = alarm;
        }
    }

    /** A full disk costs the file, not the alarm. */
    private Alarm saved(Alarm alarm, Confirmation confirmation) {
        if (settings.folder().isEmpty()) {
            return alarm;
        }
        try {
            return alarm.savedTo(AlarmFile.write(settings.folder().get(), alarm, confirmation));
        } catch (IOException | RuntimeException failure) {
            LOG.warn("an alarm could not be saved: {}", failure.toString());
            return alarm;
        }
    }

    /** A training is never broken by what watches it, not even where memory is short. */
    private void guard(Runnable work) {
        if (off) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | Error fault) {
            off = true;
            networks.clear();
            LOG.warn("the watch failed and is off, the training goes on: {}", fault.toString());
        }
    }

    /** The settings of a {@link TrainingWatch}. */
    public static final class Builder {
        private int every = 10;
        private int warmup = 50;
        private When confirm;
        private Duration budget = Duration.ofSeconds(20);
        private long memory = 64L << 20;
        private Path folder;
        private Severity stopOn;
        private Consumer<Alarm> onFinding = alarm -> {};

        private Builder() {}

        /**
         * The steps that are looked at.
         *
         * @param steps one in so many, 1 or more; 10 where it is not set
         * @return this
         */
        public Builder every(int steps) {
            every = positive("every", steps);
            return this;
        }

        /**
         * The steps before the first suspicion; a number that is not finite is examined at once.
         *
         * @param steps 1 or more; 50 where it is not set
         * @return this
         */
        public Builder warmup(int steps) {
            warmup = positive("warmup", steps);
            return this;
        }

        /**
         * When a suspicion is examined.
         *
         * @param when in the background where it is not set, and at once where an alarm stops the training
         * @return this
         */
        public Builder confirm(When when) {
            confirm = Objects.requireNonNull(when, "confirm");
            return this;
        }

        /**
         * The time of one examination.
         *
         * @param time above 0; 20 seconds where it is not set
         * @return this
         */
        public Builder budget(Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("budget: expected a time above 0, got " + time);
            }
            budget = time;
            return this;
        }

        /**
         * The memory for the batches that the network saw last. The parameters and the updater's state are kept besides, once.
         *
         * @param bytes above 0; 64 MB where it is not set. At least one batch is kept
         * @return this
         */
        public Builder memory(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("memory: expected 1 byte or more, got " + bytes);
            }
            memory = bytes;
            return this;
        }

        /**
         * Saves what an alarm is about: the network, the batches that it saw last, and the finding. {@code gradientflow doctor}
         * takes the file as it is.
         *
         * @param parent folder, which is made; each alarm is a file in it
         * @return this
         */
        public Builder saveOnFinding(Path parent) {
            folder = Objects.requireNonNull(parent, "folder");
            return this;
        }

        /**
         * Ends the training by a {@link TrainingStopped} at the first alarm that is severe enough.
         *
         * @param least severity
         * @return this
         */
        public Builder stopOn(Severity least) {
            stopOn = Objects.requireNonNull(least, "severity");
            return this;
        }

        /**
         * A listener for alarms. It is called on the thread that examines; what it throws is logged.
         *
         * @param listener given each alarm once
         * @return this
         */
        public Builder onFinding(Consumer<Alarm> listener) {
            onFinding = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * The watch.
         *
         * @return a listener to add to a network
         */
        public TrainingWatch build() {
            When when = confirm != null ? confirm : stopOn == null ? When.BACKGROUND : When.NOW;
            return new TrainingWatch(new WatchSettings(
                    every,
                    warmup,
                    when,
                    budget,
                    memory,
                    Optional.ofNullable(folder),
                    Optional.ofNullable(stopOn),
                    onFinding));
        }

        private static int positive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + ": expected 1 or more, got " + value);
            }
            return value;
        }
    }
}
