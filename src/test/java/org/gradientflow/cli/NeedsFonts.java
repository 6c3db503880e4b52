package org.gradientflow.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.gradientflow.cli.terminal.BadInputException;
import org.gradientflow.cli.terminal.Fonts;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Draws text: skipped on a machine without fonts, where Java fails to. With {@code CI=true} in the environment it fails instead. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsFonts.Condition.class)
public @interface NeedsFonts {

    /** Looks once at each test. */
    class Condition implements ExecutionCondition {
        private static final String WHY = "no fonts here: apt-get install fontconfig fonts-dejavu-core";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("true".equals(System.getenv("CI")) || canDraw()) {
                return ConditionEvaluationResult.enabled("draws");
            }
            System.out.println(context.getDisplayName() + " is skipped: " + WHY);
            return ConditionEvaluationResult.disabled(WHY);
        }

        private static boolean canDraw() {
            try {
                Fonts.check();
                return true;
            } catch (BadInputException missing) {
                return false;
            }
        }
    }
}
