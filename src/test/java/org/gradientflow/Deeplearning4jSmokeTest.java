package org.gradientflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.core.util.ModelGuesser;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.LocalFileModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.listeners.CollectScoresListener;
import org.deeplearning4j.ui.api.UIServer;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.storage.FileStatsStorage;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.deeplearning4j.util.CrashReportingUtil;
import org.deeplearning4j.util.ModelSerializer;
import org.gradientflow.recording.Wait;
import org.gradientflow.ui.UiThreads;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.classification.ROCMultiClass;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Does with Deeplearning4j what its users do, so that a jar missing on the class path shows here. */
class Deeplearning4jSmokeTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private static final String PORT = "org.deeplearning4j.ui.port";
    private static final StatsStorage SHOWN = new InMemoryStatsStorage();

    @TempDir
    Path folder;

    @AfterAll
    static void stopServer() throws Exception {
        System.clearProperty(PORT);
        UiThreads.endStockServer(SHOWN, Set.of());
    }

    static MultiLayerNetwork conv() {
        MultiLayerConfiguration conf = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-2))
                .weightInit(WeightInit.XAVIER)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3)
                        .nOut(4)
                        .activation(Activation.RELU)
                        .build())
                .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).build())
                .layer(new BatchNormalization())
                .layer(new DenseLayer.Builder()
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(8, 8, 1))
                .build();
        MultiLayerNetwork net = new MultiLayerNetwork(conf);
        net.init();
        return net;
    }

    static ComputationGraph lstm() {
        ComputationGraphConfiguration conf = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(1e-2))
                .graphBuilder()
                .addInputs("in")
                .addLayer("lstm", new LSTM.Builder().nIn(4).nOut(6).build(), "in")
                .addLayer(
                        "out",
                        new RnnOutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(6)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "lstm")
                .setOutputs("out")
                .setInputTypes(InputType.recurrent(4))
                .build();
        ComputationGraph net = new ComputationGraph(conf);
        net.init();
        return net;
    }

    static INDArray labels(int rows, int classes) {
        INDArray y = Nd4j.zeros(rows, classes);
        for (int i = 0; i < rows; i++) {
            y.putScalar(i, i % classes, 1);
        }
        return y;
    }

    static DataSet images() {
        return new DataSet(Nd4j.rand(12, 1, 8, 8), labels(12, 3));
    }

    static DataSet series() {
        INDArray y = Nd4j.zeros(6, 3, 5);
        for (int i = 0; i < 6; i++) {
            for (int t = 0; t < 5; t++) {
                y.putScalar(new int[] {i, (i + t) % 3, t}, 1);
            }
        }
        return new DataSet(Nd4j.rand(6, 4, 5), y);
    }

    @Test
    void networkIsTrainedSavedAndRestored() throws Exception {
        MultiLayerNetwork net = conv();
        CollectScoresListener scores = new CollectScoresListener(1);
        net.setListeners(scores);
        DataSet data = images();
        double before = net.score(data);
        for (int i = 0; i < 40; i++) {
            net.fit(data);
        }
        assertThat(net.score(data)).isLessThan(before);
        assertThat(scores.getListScore().size()).isEqualTo(40);
        assertThat(net.summary()).contains("ConvolutionLayer");

        File file = folder.resolve("net.zip").toFile();
        ModelSerializer.writeModel(net, file, true);
        MultiLayerNetwork back = ModelSerializer.restoreMultiLayerNetwork(file, true);
        assertThat(back.params()).isEqualTo(net.params());
        assertThat(ModelGuesser.loadModelGuess(file.getPath())).isInstanceOf(MultiLayerNetwork.class);
        assertThat(MultiLayerConfiguration.fromJson(
                        net.getLayerWiseConfigurations().toJson()))
                .isEqualTo(net.getLayerWiseConfigurations());
        MultiLayerNetwork frozen =
                new TransferLearning.Builder(back).setFeatureExtractor(1).build();
        assertThat(frozen.getLayerWiseConfigurations().getConf(0).getLayer()).isInstanceOf(FrozenLayer.class);
    }

    @Test
    void graphIsTrainedSavedAndRestored() throws Exception {
        ComputationGraph net = lstm();
        DataSet data = series();
        double before = net.score(data);
        for (int i = 0; i < 40; i++) {
            net.fit(data);
        }
        assertThat(net.score(data)).isLessThan(before);

        File file = folder.resolve("graph.zip").toFile();
        ModelSerializer.writeModel(net, file, true);
        ComputationGraph back = ModelSerializer.restoreComputationGraph(file, true);
        assertThat(back.params()).isEqualTo(net.params());
        assertThat(ModelGuesser.loadModelGuess(file.getPath())).isInstanceOf(ComputationGraph.class);
        assertThat(ComputationGraphConfiguration.fromJson(net.getConfiguration().toJson()))
                .isEqualTo(net.getConfiguration());
    }

    @Test
    void earlyStoppingAndEvaluation() {
        List<DataSet> rows = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            rows.add(new DataSet(Nd4j.rand(1, 4).addi(i % 3), labels(3, 3).getRow(i % 3, true)));
        }
        DataSetIterator data = new ListDataSetIterator<>(rows, 50);
        NormalizerStandardize scale = new NormalizerStandardize();
        scale.fit(data);
        data.setPreProcessor(scale);
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(5e-2))
                .list()
                .layer(new DenseLayer.Builder()
                        .nIn(4)
                        .nOut(8)
                        .activation(Activation.TANH)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
        EarlyStoppingConfiguration<MultiLayerNetwork> how = new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                .epochTerminationConditions(new MaxEpochsTerminationCondition(30))
                .scoreCalculator(new DataSetLossCalculator(data, true))
                .modelSaver(new LocalFileModelSaver(folder.toString()))
                .build();
        EarlyStoppingResult<MultiLayerNetwork> result = new EarlyStoppingTrainer(how, net, data).fit();
        Evaluation evaluation = result.getBestModel().evaluate(data);
        assertThat(evaluation.accuracy()).isGreaterThan(0.9);
        assertThat(evaluation.stats()).contains("Accuracy");
        data.reset();
        ROCMultiClass roc = result.getBestModel().evaluateROCMultiClass(data, 0);
        assertThat(roc.calculateAUC(0)).isGreaterThan(0.9);
    }

    @Test
    void memoryReportIsWritten() {
        MultiLayerNetwork net = conv();
        String report = CrashReportingUtil.generateMemoryStatus(net, 4, InputType.convolutional(8, 8, 1));
        assertThat(report).containsPattern("Total System Memory +[1-9]").containsPattern("Operating System +\\w");
    }

    @Test
    void statisticsAreStoredInAFile() throws Exception {
        File file = folder.resolve("stats.dl4j").toFile();
        StatsStorage storage = new FileStatsStorage(file);
        train(storage);
        storage.close();
        storage = new FileStatsStorage(file);
        checkStored(storage);
        storage.close();
    }

    @Test
    void everyPageOfTheUiThatATrainingNeedsAnswers() throws Exception {
        System.setProperty(PORT, "0");
        UIServer server = UIServer.getInstance();
        server.attach(SHOWN);
        train(SHOWN);
        checkStored(SHOWN);
        String root = server.getAddress();
        Wait.until(
                "a session is current",
                () -> !get(root + "/train/sessions/current").body().isEmpty());

        List<String> bad = new ArrayList<>();
        TreeSet<String> references = new TreeSet<>();
        for (String page : List.of("/", "/train", "/train/overview", "/train/model", "/train/system")) {
            HttpResponse<String> answer = get(root + page);
            if (answer.statusCode() != 200 || !answer.body().contains("<html")) {
                bad.add(page + " " + answer.statusCode());
            }
            Matcher matcher = REFERENCE.matcher(answer.body().replaceAll("(?s)<!--.*?-->", ""));
            while (matcher.find()) {
                references.add(matcher.group(1));
            }
        }
        assertThat(references).hasSizeGreaterThan(30);
        for (String reference : references) {
            try {
                HttpResponse<String> answer = get(root + reference);
                if (answer.statusCode() != 200 || answer.body().isEmpty()) {
                    bad.add(reference + " " + answer.statusCode());
                }
            } catch (IOException e) {
                bad.add(reference + " " + e);
            }
        }
        assertThat(bad).isEmpty();

        JsonNode overview = JSON.readTree(get(root + "/train/overview/data").body());
        assertThat(overview.path("scores").size()).isGreaterThan(3);
        JsonNode graph = JSON.readTree(get(root + "/train/model/graph").body());
        assertThat(graph.path("vertexNames").size()).isEqualTo(6);
        JsonNode layer = JSON.readTree(get(root + "/train/model/data/1").body());
        assertThat(layer.path("paramHist").toString()).contains("W");
        assertThat(layer.path("meanMag").toString()).contains("W");
        JsonNode system = JSON.readTree(get(root + "/train/system/data").body());
        assertThat(system.path("memory").path("0").path("times").size()).isGreaterThan(3);
        assertThat(system.path("hardware").path("0").size()).isGreaterThan(3);
        assertThat(JSON.readTree(get(root + "/train/sessions/info").body()).size())
                .isEqualTo(1);
        assertThat(get(root + "/setlang/de").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        // a file that is not there is never answered at all
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofMinutes(2))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void train(StatsStorage storage) {
        MultiLayerNetwork net = conv();
        net.setListeners(new StatsListener(storage, 1));
        net.fit(new ListDataSetIterator<>(images().asList(), 4), 3);
    }

    private static void checkStored(StatsStorage storage) {
        assertThat(storage.listSessionIDs()).hasSize(1);
        String session = storage.listSessionIDs().get(0);
        String worker = storage.listWorkerIDsForSession(session).get(0);
        assertThat(storage.getStaticInfo(session, StatsListener.TYPE_ID, worker).encode())
                .isNotEmpty();
        assertThat(storage.getAllUpdatesAfter(session, StatsListener.TYPE_ID, worker, 0))
                .hasSize(9);
    }
}
