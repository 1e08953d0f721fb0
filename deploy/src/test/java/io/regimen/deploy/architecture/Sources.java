package io.regimen.deploy.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.concurrent.ThreadLocalRandom;

/** Where a result could come to depend on the moment, on luck or on the machine; and where output could escape. */
final class Sources {
    private static final Set<String> TYPES = Set.of(
            Random.class.getName(),
            SecureRandom.class.getName(),
            ThreadLocalRandom.class.getName(),
            Clock.class.getName(),
            Calendar.class.getName());

    private static final Set<String> METHODS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle",
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault",
            "java.time.ZoneId.systemDefault");

    /** Fine when made from a seed. */
    private static final Set<String> SEEDED = Set.of(SplittableRandom.class.getName(), Date.class.getName());

    private static final Set<String> THREADS = Set.of(
            Thread.class.getName(),
            ThreadGroup.class.getName(),
            ThreadLocal.class.getName(),
            Timer.class.getName(),
            Process.class.getName(),
            ProcessBuilder.class.getName(),
            ProcessHandle.class.getName(),
            Runtime.class.getName());

    static final DescribedPredicate<JavaClass> THREADS_AND_PROCESSES =
            DescribedPredicate.describe("threads or processes", c -> THREADS.contains(c.getName()));

    static final ArchCondition<JavaClass> OF_TIME_AND_CHANCE =
            new ArchCondition<>("ask a clock, draw unseeded random numbers or read the machine's settings") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    // satisfied, not violated: the rules that use it begin with "no classes"
                    for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                        events.add(new SimpleConditionEvent(item, isSource(access), access.getDescription()));
                    }
                }
            };

    /** Also through an exception that prints itself. */
    static final ArchCondition<JavaClass> WRITES_TO_THE_CONSOLE =
            new ArchCondition<>("write to System.out or System.err") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    for (JavaAccess<?> access : item.getAccessesFromSelf()) {
                        String target = access.getTarget().getFullName();
                        boolean writes = target.equals("java.lang.System.out")
                                || target.equals("java.lang.System.err")
                                || target.endsWith(".printStackTrace()");
                        events.add(new SimpleConditionEvent(item, writes, access.getDescription()));
                    }
                }
            };

    private Sources() {}

    private static boolean isSource(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String method = access.getTarget().getName();
        return TYPES.contains(owner)
                || METHODS.contains(owner + "." + method)
                || (owner.startsWith("java.time.") && method.equals("now"))
                || (SEEDED.contains(owner) && access.getTarget().getFullName().endsWith(".<init>()"));
    }
}
