package org.gradientflow.cli.terminal;

import java.util.ArrayList;
import org.gradientflow.experiment.Cases;
import org.gradientflow.experiment.Experiment;
import picocli.CommandLine.ITypeConverter;

/** The names of the cases, for help and completion. */
public final class CaseNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    CaseNames() {
        super(Cases.ALL.stream().map(Experiment::name).toList());
    }

    /** From a name to its case. */
    public static final class Converter implements ITypeConverter<Experiment> {
        @Override
        public Experiment convert(String name) {
            return Cases.named(name);
        }
    }
}
