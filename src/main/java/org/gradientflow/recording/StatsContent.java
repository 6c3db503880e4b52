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
 * Checks whether a file is safe to open with DL4J's storage, which would create what is missing, instantiate any class that the
 * file names, and deserialise any Java object that is a key.
 */
final class StatsContent {
    /** The records that {@code StatsListener} stores, which are decoded as numbers and texts. */
    private static final Set<String> RECORDS = Set.of(
            SbeStorageMetaData.class.getName(),
            SbeStatsInitializationReport.class.getName(),
            SbeStatsReport.class.getName());

    /** The serializers that a file may name for the keys and values of its maps. MapDB also has one for any Java object. */
    private static final Set<String> SERIALIZERS =
            Set.of("org.mapdb.Serializer#STRING", "org.mapdb.Serializer#INTEGER", "org.mapdb.Serializer#LONG");

    private static final ObjectInputFilter KEYS = ObjectInputFilter.Config.createFilter("maxdepth=3;maxbytes=100000;"
            + SessionTypeId.class.getName() + ";" + SessionTypeWorkerId.class.getName() + ";!*");

    /** The first byte of every MapDB file. */
    private static final int MAPDB = 0x4A;

    private StatsContent() {}

    /** Whether a file starts like one of MapDB's, to refuse a large file before it is copied. */
    static boolean isDatabase(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == MAPDB;
        }
    }

    /** The problem with a file, as the end of a sentence; null if there is none. */
    static String problemOf(Path file) {
        try (DB db = DBMaker.fileDB(file.toFile()).transactionEnable().make()) {
            for (String name :
                    List.of("sessionIDs", "staticInfo", "storageMetaData", "classToInteger", "integerToClass")) {
                if (!db.exists(name)) {
                    return "is not a file of a FileStatsStorage";
                }
            }
            for (Map.Entry<String, String> entry : db.nameCatalogLoad().entrySet()) {
                if (entry.getKey().toLowerCase(Locale.ROOT).endsWith("serializer")
                        && !SERIALIZERS.contains(entry.getValue())) {
                    return "has Java objects, which are not read: " + entry.getValue();
                }
            }
            for (Object type : types(db)) {
                if (!RECORDS.contains(type)) {
                    return "has records of a class that is not DL4J's: " + type;
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

    /** Reads keys like DL4J's own serializer, but only of DL4J's two classes. */
    private static final class Keys implements Serializer<Object> {
        @Override
        public void serialize(DataOutput2 out, Object value) {
            throw new UnsupportedOperationException("keys are only read");
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
