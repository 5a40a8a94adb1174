using Agents.Core.Approvals;
using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Conversations;
using Agents.Core.Executions.Events;
using Agents.Core.Json;
using Agents.Core.Tests.Executions;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Journals;

/// <summary>Plays executions that, together, have every type of event. With <c>AGENTS_RECORD_JOURNALS=v0.2</c> they are recorded for that version.</summary>
public sealed class JournalRecorder
{
    private const string Branches = """
        id: branches
        timeout: 2h
        agents: {writer: {instructions: "Write."}}
        states:
          - name: both
            type: parallel
            branches:
              - {name: left, states: [{name: l, type: agent, agent: writer, task: "Left of {{ input.topic }}", resultPath: found}]}
              - {name: right, states: [{name: r, type: agent, agent: writer, task: "Right", next: shape}, {name: shape, type: transform, expression: "steps.r + '!'", end: true}]}
            next: each
          - name: each
            type: foreach
            itemsPath: input.items
            itemName: it
            maxConcurrency: 2
            continueOnError: true
            iterator: {states: [{name: probe, type: agent, agent: writer, task: "About {{ it }}"}]}
            next: guarded
          - name: guarded
            type: try
            try: {states: [{name: fix, type: agent, agent: writer, task: "Fix"}]}
            catch: {states: [{name: note, type: inject, data: {why: "{{ _error.message }}"}, resultPath: note, end: true}]}
            finally: {states: [{name: settle, type: transform, expression: "1", end: true}]}
            next: choose
          - {name: choose, type: switch, dataPath: steps.both, conditions: [{if: "left.found == 'L'", next: last}], defaultNext: last}
          - {name: last, type: agent, agent: writer, task: "Sum of {{ steps.each.count }}", end: true}
        """;

    private const string Waits = """
        id: waits
        states:
          - {name: rest, type: timer, duration: 1m, next: paid}
          - {name: paid, type: signal, signal: paid, timeout: 1h, next: gate}
          - name: gate
            type: human_approval
            title: "Pay {{ input.amount }}?"
            approvers: [ada, bob]
            timeout: 2h
            remindAfter: 5m
            escalateAfter: {after: 6m, to: [eve]}
            next: sub
          - {name: sub, type: workflow, workflow: other, input: {n: 1}, end: true}
        """;

    private const string Graph = """
        schema_version: "1.0"
        flow: {name: graph}
        state:
          fields:
            topic: {type: str, required: true}
            items: {type: "list[str]", default: [a, b]}
            found: {type: "list[str]", default: [], reducer: append}
            good: {type: bool, default: false}
            brief: {type: str, default: ""}
        nodes:
          - {id: plan, prompt: "Plan {topic}", output_schema: {type: str}, outputs: [brief]}
          - {id: try_it, prompt: "Try", output_schema: {type: bool}, outputs: [good]}
          - {id: write, prompt: "Write {brief}", output_schema: {type: str}, outputs: [brief]}
        edges:
          - {from: START, to: plan}
          - {from: plan, to: try_it}
          - {from: try_it, loop: {condition_field: good, max_iterations: 3, exit_to: write}}
          - {from: write, to: END}
        """;

    private const string Design = """
        {"name": "design",
         "blocks": [
          {"id": "route", "type": "routing", "data": {"label": "Route", "task": "Choose", "agents": [{"id": "r", "name": "router", "system_prompt": "Route."}]}},
          {"id": "x", "type": "sequential", "data": {"label": "Label x", "task": "X", "agents": [{"id": "a", "name": "ann", "system_prompt": "Write."}]}},
          {"id": "y", "type": "sequential", "data": {"label": "Label y", "task": "Y", "agents": [{"id": "b", "name": "bob", "system_prompt": "Write."}]}}],
         "connections": [
          {"id": "1", "type": "block", "source": "route", "target": "x"},
          {"id": "2", "type": "block", "source": "route", "target": "y"}]}
        """;

    private const string Limited = """
        id: limited
        budget: {tokens: 100, time: 1h}
        agents: {writer: {instructions: "Write."}}
        states:
          - {name: first, type: agent, agent: writer, task: "First", next: second}
          - {name: second, type: agent, agent: writer, task: "Second", end: true}
        """;

    private const string Tools = """
        id: tools
        agents: {helper: {instructions: "Help.", tools: [{name: code, on_error: continue}]}}
        states:
          - {name: work, type: agent, agent: helper, task: "Work on {{ input.topic }}", end: true}
        """;

    public static TheoryData<string> Scenarios => ["tools", "queued", "queued-fork", "budget", "design", "fork-of-a-design", "branches", "waits", "graph", "failed", "cancelled", "timed-out", "running", "fork", "fork-of-an-item"];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Scenario_IsTheFoldOfWhatItWrote(string name)
    {
        var (definition, run) = Play(name);

        RecordedJournal.Told(run.Reload()).ShouldBe(RecordedJournal.Told(run.State));
        if (Environment.GetEnvironmentVariable("AGENTS_RECORD_JOURNALS") is { Length: > 0 } version)
        {
            new RecordedJournal($"{version}/{name}").Write(definition, run);
        }
    }

    private static (string Definition, Run Run) Play(string name) => name switch
    {
        "branches" => (Branches, PlayBranches()),
        "queued" => (Graph, PlayQueued()),
        "queued-fork" => (Limited, PlayQueuedFork()),
        "design" => (Design, PlayDesign()),
        "fork-of-a-design" => (Design, ForkOfDesign(PlayDesign())),
        "budget" => (Limited, PlayBudget()),
        "tools" => (Tools, PlayTools()),
        "waits" => (Waits, PlayWaits()),
        "graph" => (Graph, PlayGraph()),
        "failed" => (Graph, Start(Graph).Fail(ErrorCategory.Unauthorized, "wrong key")),
        "cancelled" => (Graph, Cancelled()),
        "timed-out" => (Branches, Start(Branches).Pass(TimeSpan.FromHours(3))),
        "running" => (Branches, Answer(Start(Branches), "l", "L")),
        "fork" => (Branches, Answer(PlayBranches().Fork(new BeforeStep("last"), Inputs("coffee")), "last", "again")),
        "fork-of-an-item" => (Branches, PlayBranches().Fork(new BeforeStep("probe"))),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a scenario."),
    };

    private static Run PlayBranches()
    {
        var run = Start(Branches);
        Answer(run, "l", "L");
        run.Fail(run.Work.Single(static step => step.State == "r"), new ExecutionError(ErrorCategory.RateLimited, "slow down") { RetryAfter = TimeSpan.FromSeconds(5) });
        run.Pass(TimeSpan.FromSeconds(6));
        Answer(run, "r", "R");
        Answer(run, run.Work[0], "A");
        run.Fail(run.Work[0], new ExecutionError(ErrorCategory.Provider, "down") { IsPermanent = true });
        Answer(run, "probe", "C");
        var late = run.Work.Single();
        run.Break("fix", "too hot");
        run.Take(new FinishStep(run.Now, late.Id, 1, "late", null, [Replied(run, late, "late")], 0));
        return Answer(run, "last", "done");
    }

    private static Run PlayDesign()
    {
        var run = Start(Design);
        Answer(run, run.Work[0], JsonValue.Parse("""{"selected_agents": ["Label x"], "reasoning": "why not"}"""));
        return Answer(run, run.Work[0], "x says");
    }

    // Before the router's choice: what it led to is decided again.
    private static Run ForkOfDesign(Run parent)
    {
        var fork = parent.Fork(new BeforeStep(parent.Journal.OfType<StepStarted>().First(static started => started.Composite is null).StepId.Value));
        fork.Work.ShouldHaveSingleItem().Branch.ShouldContain("/route/");
        Answer(fork, fork.Work[0], JsonValue.Parse("""{"selected_agents": ["Label y"], "reasoning": "again"}"""));
        fork.Journal.OfType<BranchSkipped>().Select(static skipped => skipped.Key).ShouldBe(["x"]);
        return Answer(fork, fork.Work[0], "y says");
    }

    private static Run PlayBudget()
    {
        var run = Start(Limited);
        var shortfall = new BudgetShortfall(BudgetScope.Execution, BudgetLimit.Tokens, 100, 20, 50);
        var answered = Replied(run, run.Step, "almost") with { Usage = new TokenUsage(60, 20, 0.0001m, 1) };
        run.Take(new DeferStep(run.Now, run.Step.Id, 1, shortfall, [answered]));
        run.Take(new ChangeBudget(run.Now, new Budget { Tokens = 1_000, CostUsd = 0.5m, Time = TimeSpan.FromHours(1), ModelCalls = 20, ToolCalls = 5 }, "user:ada"));
        Answer(run, run.Step, "done");
        run.Take(new DeferStep(run.Now, run.Step.Id, 1, shortfall with { Scope = BudgetScope.Day, Until = run.Now.AddHours(2) }, []));
        run.Pass(TimeSpan.FromHours(2));
        run.Take(new ChangeBudget(run.Now, new Budget { Tokens = 1_000 }, null));
        return Answer(run, run.Step, "done");
    }

    private static Run PlayTools()
    {
        var run = Start(Tools);
        var step = run.Step;
        var asked = Replied(run, step, "") with { ToolCalls = [new ToolRequest("c1", "code", JsonObject.Of(("code", "1 + 1"))), new ToolRequest("c2", "code", "not an object")] };
        run.Take(new RecordCall(run.Now, step.Id, 1, asked));
        run.Take(new RecordCall(run.Now, step.Id, 1, Returned(run, step, 2) with { Error = new ExecutionError(ErrorCategory.Validation, "wrong") { Code = "invalid_arguments" }, Tries = 0 }));
        run.Take(new RecordCall(run.Now, step.Id, 1, Returned(run, step, 1) with { Result = 2L }));
        run.Fail(step, new ExecutionError(ErrorCategory.Provider, "down"));
        run.Pass(TimeSpan.FromSeconds(3));
        var parts = JsonValue.Parse("""{"role": "assistant", "parts": [{"type": "reasoning", "content": "Hm.", "protected": "sig"}, {"type": "text", "content": "2"}]}""");
        run.Take(new FinishStep(run.Now, step.Id, 2, 2L, null, [Replied(run, run.Step, "2") with { Call = 3, ToolCalls = [], Message = parts }], 0));
        return run;
    }

    private static ToolReturned Returned(Run run, StepState step, int call) => new(run.Now, step.Id, step.Attempt, call) { Tool = "code", ToolCallId = $"c{call}" };

    private static Run PlayWaits()
    {
        var run = Start(Waits);
        run.Take(new DeliverSignal(run.Now, "paid", "1", 5L, "user:ada"));
        run.Take(new PauseExecution(run.Now, "user:ada", "lunch"));
        run.Pass(TimeSpan.FromMinutes(1));
        run.Take(new ResumeExecution(run.Now, "user:ada"));
        run.Pass(TimeSpan.FromMinutes(5)).Pass(TimeSpan.FromMinutes(1));
        run.Take(new DelegateApproval(run.Now, run.Step.Id, new Actor("user:bob"), "user:max", "holiday"));
        run.Take(new VoteApproval(run.Now, run.Step.Id, new Actor("user:eve") { IsAuthenticated = true }, true) { Comment = "fine" });
        return run.Succeed(run.Step, JsonObject.Of(("m", 2L)));
    }

    // Paused and resumed in the queue, and admitted with all of its time.
    private static Run PlayQueued()
    {
        var run = Run.Queue(RecordedJournal.Load(Graph), Inputs("tea"));
        run.Take(new PauseExecution(run.Now, "user:ada", "lunch"));
        run.Pass(TimeSpan.FromMinutes(5));
        run.Take(new ResumeExecution(run.Now, "user:ada"));
        run.Take(new AdmitExecution(run.Now));
        return Answer(Answer(Answer(run, "plan", "P"), "try_it", true), "write", "W");
    }

    private static Run PlayQueuedFork()
    {
        var parent = Answer(Start(Limited), "first", "F");
        var fork = parent.Fork(new BeforeStep("second"), isQueued: true);
        fork.Pass(TimeSpan.FromMinutes(5));
        fork.Take(new AdmitExecution(fork.Now));
        return Answer(fork, "second", "S");
    }

    private static Run PlayGraph() => Answer(Answer(Answer(Answer(Start(Graph), "plan", "P"), "try_it", false), "try_it", true), "write", "W");

    private static Run Cancelled()
    {
        var run = Answer(Start(Graph), "plan", "P");
        run.Take(new CancelExecution(run.Now, "user:ada", "enough"));
        return run;
    }

    private static JsonObject Inputs(string topic) => JsonObject.Of(("topic", topic), ("items", JsonArray.Create("a", "b", "c")), ("amount", 5L));

    private static Run Start(string definition) => Run.Start(RecordedJournal.Load(definition), Inputs("tea"));

    private static Run Answer(Run run, string state, JsonValue output) => Answer(run, run.Work.Single(step => step.State == state), output);

    private static Run Answer(Run run, StepState step, JsonValue output)
    {
        run.Pass(TimeSpan.FromSeconds(1));
        run.Take(new FinishStep(run.Now, step.Id, step.Attempt, output, null, [Replied(run, step, output.ToJson())], 0));
        return run;
    }

    private static ModelReplied Replied(Run run, StepState step, string text) => new(run.Now, step.Id, step.Attempt, 0)
    {
        Branch = step.Branch,
        Provider = "openai",
        Model = "gpt-4o-mini",
        Text = text,
        FinishReason = "stop",
        Usage = new TokenUsage(11, 7, 0.0001m, 1),
        Duration = TimeSpan.FromSeconds(1),
    };
}
