package org.gradientflow.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.deeplearning4j.ui.model.storage.impl.SbeStorageMetaData;
import org.gradientflow.storage.file.BadFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

class SavedStatsTest {

    @TempDir
    private Path folder;

    private Path ours() {
        return train(new BatchFileStatsStorage(folder.resolve("ours.bin").toFile()), true);
    }

    private Path stock() {
        return train(new FileStatsStorage(folder.resolve("stock.bin").toFile()), false);
    }

    private Path train(FileStatsStorage storage, boolean ours) {
        MultiLayerNetwork network = Nets.threeLayer();
        network.setListeners(
                ours
                        ? new StepStatsListener(storage, SessionId.of("case", 0, LocalDateTime.now()), 5)
                        : new StatsListener(storage, 1));
        Nets.train(network, 11);
        storage.close();
        return folder.resolve(ours ? "ours.bin" : "stock.bin");
    }

    @Test
    void filesOfBothListenersAreReadAndNotChanged() throws Exception {
        for (Path file : new Path[] {ours(), stock()}) {
            byte[] before = Files.readAllBytes(file);
            assertThat(file.toFile().setReadOnly()).isTrue();
            try (SavedStats saved = SavedStats.open(file)) {
                String session = saved.storage().listSessionIDs().get(0);
                assertThat(saved.storage().getNumUpdateRecordsFor(session)).isGreaterThanOrEqualTo(3);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("ours.bin", "stock.bin");
    }

    @Test
    void theCopyIsDeletedAtTheEnd() throws Exception {
        Path file = ours();
        SavedStats saved = SavedStats.open(file);
        assertThat(saved.folder()).isDirectoryContaining("glob:**/stats.bin");
        saved.close();
        assertThat(saved.folder()).doesNotExist();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> SavedStats.open(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileThatAnotherProgramWritesIsInUse() throws IOException {
        Path file = ours();
        FileStatsStorage writer = new FileStatsStorage(file.toFile());
        try {
            assertBad(
                    file,
                    "is in use by a run that still trains or serves it; look at the UI of that run, or end it with Ctrl-C");
        } finally {
            writer.close();
        }
        SavedStats.open(file).close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4096, 65_536, 300_000, 1_048_576})
    void aTruncatedFileIsRefusedInOneLine(int length) throws IOException {
        Path whole = ours();
        Path file = Files.write(folder.resolve("short.bin"), Arrays.copyOf(Files.readAllBytes(whole), length));
        assertBad(file, "is damaged or is not a file of DL4J's FileStatsStorage; give the stats.bin of a case");
    }

    /** Whatever bytes are overwritten, the file is read in full or refused in one line. */
    @Test
    void aDamagedFileIsReadOrRefusedInOneLine() throws IOException {
        Path whole = ours();
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(3);
        int refused = 0;
        for (int i = 0; i < 20; i++) {
            Path file = Files.write(folder.resolve("damaged" + i), bytes);
            try (RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw")) {
                byte[] noise = new byte[20_000];
                random.nextBytes(noise);
                writer.seek(random.nextInt(600_000));
                writer.write(noise);
            }
            try {
                SavedStats.open(file).close();
            } catch (BadFileException damaged) {
                refused++;
                assertThat(damaged.getMessage()).startsWith(file + ": ").doesNotContain("\n");
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void whatIsNotAStatsFileIsRefusedInOneLine() throws IOException {
        assertBad(Files.createFile(folder.resolve("empty")), "is empty");
        assertBad(folder, "is a folder; give the stats.bin of a case in it");
        assertBad(
                Files.writeString(folder.resolve("text"), "x".repeat(100_000)),
                "is damaged or is not a file of DL4J's FileStatsStorage; give the stats.bin of a case");
        try (DB db = DBMaker.fileDB(folder.resolve("other.db").toFile())
                .transactionEnable()
                .make()) {
            db.hashMap("mine").createOrOpen();
            db.commit();
        }
        assertBad(folder.resolve("other.db"), "is not a file of a FileStatsStorage");
        new FileStatsStorage(folder.resolve("unused").toFile()).close();
        assertBad(
                folder.resolve("unused"), "contains no report of a training; give a file of a training that has begun");
    }

    /** It is refused by its first byte, before it is copied. */
    @Test
    void aFileOfTenGigabytesThatIsNotADatabaseIsRefused() throws IOException {
        Path huge = folder.resolve("huge.bin");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(10_000_000_000L); // a hole, where the file system has them
        }
        assertBad(huge, "is damaged or is not a file of DL4J's FileStatsStorage; give the stats.bin of a case");
        Files.delete(huge);
    }

    /** DL4J's pages insert a file's texts about the machine, the network and its arrays as HTML. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "session",
                "worker",
                "host",
                "model",
                "parameter",
                "collector",
                "mean",
                "quote",
                "layer",
                "nested"
            })
    void aFileWithMarkupIsRefused(String where) throws IOException {
        try (SavedStats harmless = SavedStats.open(described("nowhere"))) {
            assertThat(harmless.storage().listSessionIDs()).hasSize(1);
        }
        assertMarkup(described(where));
    }

    private static void assertMarkup(Path file) {
        assertBad(
                file,
                "has a name or text with '<' or a quote, which DL4J's pages would show as HTML and could run as a script");
    }

    /** DL4J's pages list the names that records are stored under, even names without a record. */
    @Test
    void markupInTheNameThatARecordIsStoredUnderIsRefused() throws IOException {
        String evil = "</option></select><img src=x onerror=attack()>";
        Path session =
                changed(db -> db.hashSet("sessionIDs", Serializer.STRING).open().add(evil));
        assertMarkup(session);

        Path metaData = ours();
        FileStatsStorage storage = new FileStatsStorage(metaData.toFile());
        storage.putStorageMetaData(new SbeStorageMetaData(
                0, "session", StatsListener.TYPE_ID, evil, StatsListener.class, StatsListener.class));
        storage.close();
        assertMarkup(metaData);

        Path worker = folder.resolve("worker.bin");
        storage = new FileStatsStorage(worker.toFile());
        SbeStatsReport report = new SbeStatsReport();
        report.reportIDs("session", StatsListener.TYPE_ID, evil, 2);
        storage.putUpdate(report);
        storage.close();
        assertMarkup(worker);
    }

    @Test
    void aFileMayHaveAnyName() throws Exception {
        for (String name : List.of("stats{1.bin", "run[1].bin")) {
            SavedStats.open(Files.move(ours(), folder.resolve(name))).close();
        }
    }

    private Path described(String where) throws IOException {
        UnaryOperator<String> text = name -> name.equals(where) ? "<img src=x onerror=attack()>" : name;
        String configuration = switch (where) {
            case "layer" -> "{\"name\":\"\\u003Cimg src=x onerror=attack()>\"}";
            case "nested" -> "{\"layer\":\"{\\\"name\\\":\\\"\\\\u003cimg>\\\"}\"}";
            default -> "{\"name\":\"dense 1\"}";
        };
        String session = where.equals("quote") ? "x' onmouseover='attack()" : text.apply("session");
        Path file = folder.resolve(where + ".bin");
        FileStatsStorage storage = new FileStatsStorage(file.toFile());
        SbeStatsInitializationReport info = new SbeStatsInitializationReport();
        info.reportIDs(session, StatsListener.TYPE_ID, text.apply("worker"), 1);
        info.reportSoftwareInfo(
                "x86", "Linux", "JVM", "17", "17", "cpu", "FLOAT", text.apply("host"), "uid", Map.of("a", "b"));
        info.reportModelInfo(text.apply("model"), configuration, new String[] {text.apply("parameter")}, 1, 1);
        storage.putStaticInfo(info);
        SbeStatsReport report = new SbeStatsReport();
        report.reportIDs(session, StatsListener.TYPE_ID, text.apply("worker"), 2);
        report.reportGarbageCollection(text.apply("collector"), 1, 1);
        report.reportMean(StatsType.Gradients, Map.of(text.apply("mean"), 1.0));
        storage.putUpdate(report);
        storage.close();
        return file;
    }

    /** DL4J's storage instantiates any class that a file names. */
    @Test
    void aFileThatNamesAForeignClassIsRefused() throws IOException {
        Path named = changed(db -> db.hashMap("classToInteger", Serializer.STRING, Serializer.INTEGER)
                .open()
                .put("java.util.Timer", 99));
        assertBad(named, "has records of a class that is not DL4J's: java.util.Timer");
        Path numbered = changed(db -> db.hashMap("integerToClass", Serializer.INTEGER, Serializer.STRING)
                .open()
                .put(2, Gadget.class.getName()));
        assertBad(numbered, "has records of a class that is not DL4J's: " + Gadget.class.getName());
        assertThat(ran).isFalse();
    }

    /** DL4J's storage deserialises the keys of two maps, and whatever a file declares to be a Java object. */
    @Test
    @SuppressWarnings("unchecked")
    void javaObjectsInAFileAreNotRead() throws IOException {
        Path key = changed(db -> {
            NavigableMap<String, String> catalog = new TreeMap<>(db.nameCatalogLoad());
            catalog.keySet().removeIf(name -> name.startsWith("storageMetaData#"));
            db.nameCatalogSave(catalog);
            // The very bytes of DL4J's key serializer.
            db.hashMap("storageMetaData", (Serializer<Object>) (Serializer<?>) Serializer.JAVA, Serializer.BYTE_ARRAY)
                    .create()
                    .put(new Gadget(), new byte[1]);
            catalog = new TreeMap<>(db.nameCatalogLoad());
            catalog.remove("storageMetaData#keySerializer");
            catalog.remove("storageMetaData#valueSerializer");
            db.nameCatalogSave(catalog);
        });
        assertBad(key, "is damaged or is not a file of DL4J's FileStatsStorage; give the stats.bin of a case");
        Path serializer = changed(db -> {
            NavigableMap<String, String> catalog = new TreeMap<>(db.nameCatalogLoad());
            catalog.put("staticInfo#keySerializer", "org.mapdb.Serializer#JAVA");
            db.nameCatalogSave(catalog);
        });
        assertBad(serializer, "has Java objects, which are not read: org.mapdb.Serializer#JAVA");
        assertThat(ran).isFalse();

        // The attempt is a real one.
        FileStatsStorage stock = new FileStatsStorage(key.toFile());
        catchThrowable(() -> stock.listSessionIDs().forEach(stock::listTypeIDsForSession));
        stock.close();
        assertThat(ran).isTrue();
    }

    private static boolean ran;

    /** Records that its code ran. */
    private static final class Gadget implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) {
            ran = true;
        }

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Gadget;
        }
    }

    private Path changed(Consumer<DB> change) throws IOException {
        Path file = Files.move(ours(), folder.resolve(UUID.randomUUID() + ".bin"));
        try (DB db = DBMaker.fileDB(file.toFile()).transactionEnable().make()) {
            change.accept(db);
            db.commit();
        }
        ran = false;
        return file;
    }

    private static void assertBad(Path file, String why) {
        assertThatThrownBy(() -> SavedStats.open(file))
                .isInstanceOf(BadFileException.class)
                .hasMessage(file + ": " + why);
    }
}
