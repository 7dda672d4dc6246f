package io.kanesh.control.cluster.planning;

import io.kanesh.agent.api.Cidr;
import io.kanesh.control.shared.Answer;
import io.kanesh.control.shared.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The allow list of a spec. */
public final class CidrRules {
    /** What a cluster starts with: programs on the machine that runs it. */
    public static final List<String> DEFAULT = List.of("127.0.0.0/8");

    private static final int MOST = 200;

    private CidrRules() {}

    /** The networks, each in its one written form, or everything that is wrong with them. */
    public static Answer<List<String>> check(List<String> drafts) {
        var problems = new ArrayList<Problem>();
        List<String> networks = check(List.copyOf(drafts), problems);
        return problems.isEmpty() ? Answer.of(networks) : Answer.refused(problems);
    }

    /** Each network in its one written form, once, sorted; what is wrong is added to {@code problems} with its place. */
    public static List<String> check(@Nullable List<@Nullable String> drafts, List<Problem> problems) {
        if (drafts == null) {
            return DEFAULT;
        }
        if (drafts.size() > MOST) {
            problems.add(Problem.invalid(
                    "allowedCidrs",
                    "too-many-cidrs",
                    "An allow list has at most " + MOST + " networks; these are " + drafts.size() + ".",
                    "Name larger networks, e.g. 10.0.0.0/8."));
            return List.of();
        }
        var networks = new TreeSet<String>();
        for (int i = 0; i < drafts.size(); i++) {
            String draft = drafts.get(i);
            try {
                networks.add(Cidr.parse(draft == null ? "" : draft).toString());
            } catch (IllegalArgumentException why) {
                problems.add(Problem.invalid(
                        "allowedCidrs[" + i + "]",
                        "cidr-invalid",
                        "'" + Words.shown(draft == null ? "" : draft) + "' is no network: " + why.getMessage() + ".",
                        "Write e.g. \"10.20.0.0/16\", \"192.0.2.7\" or \"2001:db8::/32\"."));
            }
        }
        return List.copyOf(networks);
    }
}
