package io.kanesh.control.node.rest;

import io.kanesh.agent.api.CertificateRequest;
import io.kanesh.agent.api.EnrolRequest;
import io.kanesh.agent.api.NodeReport;
import io.kanesh.agent.api.TaskResult;
import io.kanesh.control.node.control.AgentIdentity;
import io.kanesh.control.node.control.Enrolment;
import io.kanesh.control.node.control.Instructor;
import io.kanesh.control.node.control.NodeTasks;
import io.kanesh.control.node.control.Reports;
import io.kanesh.control.shared.Id.NodeId;
import io.kanesh.control.shared.Id.TaskId;
import io.kanesh.control.shared.Problem;
import io.kanesh.control.shared.Problem.Kind;
import io.kanesh.control.web.Answers;
import io.kanesh.control.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** The agent endpoint: the agent protocol over HTTP. All but enrolment need the client certificate of a node. */
@RestController
@Hidden
@RequestMapping("/agent/v1")
class AgentController {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final AgentBody bodies;
    private final AgentIdentity identity;
    private final Enrolment enrolment;
    private final Instructor instructor;
    private final Reports reports;
    private final NodeTasks tasks;

    AgentController(
            AgentBody bodies,
            AgentIdentity identity,
            Enrolment enrolment,
            Instructor instructor,
            Reports reports,
            NodeTasks tasks) {
        this.bodies = bodies;
        this.identity = identity;
        this.enrolment = enrolment;
        this.instructor = instructor;
        this.reports = reports;
        this.tasks = tasks;
    }

    @PostMapping("/enrol")
    ResponseEntity<byte[]> enrol(HttpServletRequest request) {
        return json(Answers.orThrow(enrolment.enrol(bodies.read(request, EnrolRequest.class))));
    }

    @PostMapping("/certificates")
    ResponseEntity<byte[]> certify(HttpServletRequest request) {
        NodeId node = caller(request);
        return json(Answers.orThrow(enrolment.certify(node, bodies.read(request, CertificateRequest.class))));
    }

    @GetMapping("/instructions")
    DeferredResult<ResponseEntity<byte[]>> instructions(
            HttpServletRequest request,
            @RequestParam(name = "generation", defaultValue = "0") long generation,
            @RequestParam(name = "waitSeconds", defaultValue = "30") int waitSeconds) {
        NodeId node = caller(request);
        int wait = Math.max(0, Math.min(waitSeconds, LONGEST_WAIT_SECONDS));
        var result = new DeferredResult<ResponseEntity<byte[]>>(
                Duration.ofSeconds(wait + 5L).toMillis());
        var waiter = new Instructor.Waiter(node, generation, answer -> result.setResult(json(answer)));
        result.onError(fault -> instructor.giveUp(waiter));
        result.onTimeout(() -> instructor.giveUp(waiter));
        result.onCompletion(() -> instructor.giveUp(waiter));
        instructor.await(waiter, Duration.ofSeconds(wait));
        return result;
    }

    @PostMapping("/reports")
    ResponseEntity<Void> report(HttpServletRequest request) {
        NodeId node = caller(request);
        NodeReport report = bodies.read(request, NodeReport.class);
        if (!report.nodeId().equals(node.value())) {
            throw new ProblemException(Problem.of(
                    "not-your-node",
                    Kind.FORBIDDEN,
                    "This certificate belongs to node " + node.value() + ", which reports for itself only."));
        }
        reports.record(node, report);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/tasks/{task}/result")
    ResponseEntity<Void> finish(HttpServletRequest request, @PathVariable("task") TaskId task) {
        NodeId node = caller(request);
        if (!tasks.finish(node, task, bodies.read(request, TaskResult.class))) {
            throw new ProblemException(Answers.notFound("task", task.value()));
        }
        return ResponseEntity.noContent().build();
    }

    private NodeId caller(HttpServletRequest request) {
        var chain = (X509Certificate[]) request.getAttribute(CERTIFICATES);
        return Answers.orThrow(identity.of(chain));
    }

    private ResponseEntity<byte[]> json(Object body) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(bodies.write(body));
    }
}
