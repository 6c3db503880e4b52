package org.gradientflow.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.SbeStatsReport;
import org.deeplearning4j.ui.model.storage.BaseCollectionStatsStorage.SessionTypeId;
import org.deeplearning4j.ui.model.storage.BaseCollectionStatsStorage.SessionTypeWorkerId;
import org.deeplearning4j.ui.model.storage.impl.SbeStorageMetaData;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.HTreeMap;
import org.mapdb.Serializer;

/**
 * Whether DL4J's storage may be given a file. It would make what is missing, make an object of any class that the file names,
 * and deserialise whatever Java object stands for a key.
 */
final class StatsContent {
    /** What {@code StatsListener} stores: records that are decoded as numbers and texts. */
    private static final Set<String> RECORDS = Set.of(
            SbeStorageMetaData.class.getName(),
            SbeStatsInitializationReport.class.getName(),
            SbeStatsReport.class.getName());

    /** How the file may say that a map's keys or values are stored. One is for any Java object. */
    private static final Set<String> SERIALIZERS =
            Set.of("org.mapdb.Serializer#STRING", "org.mapdb.Serializer#INTEGER", "org.mapdb.Serializer#LONG");

    private static final ObjectInputFilter KEYS = ObjectInputFilter.Config.createFilter("maxdepth=3;maxbytes=100000;"
            + SessionTypeId.class.getName() + ";" + SessionTypeWorkerId.class.getName() + ";!*");

    /** The first byte of each of MapDB's files. */
    private static final int MAPDB = 0x4A;

    private StatsContent() {}

    /** Whether a file begins as one of MapDB's: what does not is not worth a copy, however large it is. */
    static boolean isDatabase(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == MAPDB;
        }
    }

    /** What is wrong with a file, as the end of a sentence; null where nothing is. */
    static String problemOf(Path file) {
        try (DB db = DBMaker.fileDB(file.toFile()).transactionEnable().make()) {
            for (String name :
                    List.of("sessionIDs", "staticInfo", "storageMetaData", "classToInteger", "integerToClass")) {
                if (!db.exists(name)) {
                    return "is no file of a FileStatsStorage";
                }
            }
            for (Map.Entry<String, String> entry : db.nameCatalogLoad().entrySet()) {
                if (entry.getKey().toLowerCase(Locale.ROOT).endsWith("serializer")
                        && !SERIALIZERS.contains(entry.getValue())) {
                    return "stores Java objects, which are not read: " + entry.getValue();
                }
            }
            for (Object type : types(db)) {
                if (!RECORDS.contains(type)) {
                    return "holds records of a class that is not DL4J's: " + type;
                }
            }
            for (String name : List.of("staticInfo", "storageMetaData")) {
                HTreeMap<Object, byte[]> map = db.hashMap(name, new Keys(), Serializer.BYTE_ARRAY_NOSIZE)
                        .open();
                map.getKeys().forEach(key -> {});
            }
            return null;
        }
    }

    private static List<Object> types(DB db) {
        List<Object> types = new ArrayList<>(db.hashMap("classToInteger", Serializer.STRING, Serializer.INTEGER)
                .open()
                .getKeys());
        types.addAll(db.hashMap("integerToClass", Serializer.INTEGER, Serializer.STRING)
                .open()
                .getValues());
        return types;
    }

    /** Keys as DL4J's own serializer reads them, of its own two classes alone. */
    private static final class Keys implements Serializer<Object> {
        @Override
        public void serialize(DataOutput2 out, Object value) {
            throw new UnsupportedOperationException("only to be read");
        }

        @Override
        public Object deserialize(DataInput2 in, int available) throws IOException {
            try {
                ObjectInputStream objects = new ObjectInputStream(new DataInput2.DataInputToStream(in));
                objects.setObjectInputFilter(KEYS);
                return objects.readObject();
            } catch (ClassNotFoundException unknown) {
                throw new IOException(unknown);
            }
        }
    }
}
