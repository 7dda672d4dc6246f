package io.kanesh.control.runbook.execution;

/**
 * One attempt to be made.
 *
 * @param step index of the step
 * @param undo whether it is to be taken back
 * @param attempt 1 for the first in this round
 * @param fence of whoever makes it; the result is kept only while the run has the same one
 * @param wakes how often the run had been woken when the attempt began
 */
record Work(int step, boolean undo, int attempt, int round, long fence, long wakes) {

    boolean isSameAs(int otherStep, boolean otherUndo, int otherRound) {
        return step == otherStep && undo == otherUndo && round == otherRound;
    }
}
