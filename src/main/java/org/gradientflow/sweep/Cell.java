package org.gradientflow.sweep;

import java.util.Collections;
import org.gradientflow.experiment.Bias;
import org.gradientflow.experiment.Check;
import org.gradientflow.experiment.Experiment;
import org.gradientflow.experiment.Initialisation;
import org.gradientflow.experiment.LossScope;
import org.gradientflow.experiment.Updater;

/**
 * One cell of a grid: what is trained, but for the seed.
 *
 * @param layers with weights, 2 or more
 * @param width of every hidden layer
 * @param init of the weights
 * @param bias how biases start
 * @param updater SGD or Adam
 * @param learningRate positive
 * @param batch rows a step
 * @param lossScope element [0, 0] or all
 */
public record Cell(
        int layers,
        int width,
        Initialisation init,
        Bias bias,
        Updater updater,
        double learningRate,
        int batch,
        LossScope lossScope) {

    /**
     * Refuses a cell that no network can be trained of.
     *
     * @throws IllegalArgumentException with one line that names the value
     */
    void check() {
        experiment(1, 1, 0);
    }

    /**
     * The experiment that trains one network of this cell.
     *
     * @param steps updates
     * @param clip bound of each gradient element
     * @param seed of initial values and inputs
     * @return the experiment
     * @throws IllegalArgumentException with one line that names a value out of range
     */
    public Experiment experiment(int steps, double clip, long seed) {
        // Before there is a list of them.
        Check.between("layers", layers, 2, GridText.MOST_LAYERS);
        return new Experiment(
                "sweep",
                Collections.nCopies(layers - 1, width),
                init,
                bias,
                updater,
                learningRate,
                lossScope,
                clip,
                batch,
                steps,
                seed);
    }

    /**
     * The cell's columns of a row.
     *
     * @return {@code layers,width,init,bias,updater,learningRate,batch,lossScope}
     */
    public String csv() {
        return String.join(
                ",",
                Integer.toString(layers),
                Integer.toString(width),
                init.text(),
                bias.text(),
                Check.name(updater),
                Decimals.text(learningRate),
                Integer.toString(batch),
                Check.name(lossScope));
    }

    /**
     * Reads the columns of {@link #csv} back.
     *
     * @param columns the first eight of a row
     * @return the cell
     * @throws IllegalArgumentException when one can't be read
     */
    public static Cell parse(String[] columns) {
        return new Cell(
                Integer.parseInt(columns[0]),
                Integer.parseInt(columns[1]),
                Initialisation.parse(columns[2]),
                Bias.parse(columns[3]),
                Updater.parse(columns[4]),
                Double.parseDouble(columns[5]),
                Integer.parseInt(columns[6]),
                LossScope.parse(columns[7]));
    }
}
