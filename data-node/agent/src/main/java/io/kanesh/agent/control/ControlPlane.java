package io.kanesh.agent.control;

import io.kanesh.agent.api.CertificateAnswer;
import io.kanesh.agent.api.CertificateRequest;
import io.kanesh.agent.api.EnrolRequest;
import io.kanesh.agent.api.Instructions;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import java.time.Duration;

/** The agent endpoint of the control plane. Every call may be repeated. */
public interface ControlPlane {

    /** Trades the one-time token for a certificate. */
    CertificateAnswer enrol(EnrolRequest request) throws ControlPlaneFault, InterruptedException;

    /** A new certificate for the identity that we already have, or for the engine. */
    CertificateAnswer certificate(CertificateRequest request) throws ControlPlaneFault, InterruptedException;

    /**
     * Long poll.
     *
     * @param generation the generation that we hold; 0 for none
     * @param wait how long the control plane may hold the call when it has nothing new
     */
    Instructions instructions(long generation, Duration wait) throws ControlPlaneFault, InterruptedException;

    void report(NodeReport report) throws ControlPlaneFault, InterruptedException;

    void result(String taskId, TaskResult result) throws ControlPlaneFault, InterruptedException;
}
