using Agents.Core.Executions;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Branches;

public sealed class ForkTests
{
    private const string Head = """
        schema_version: "1.0"
        flow: {name: forks}
        state: {fields: {plan: {type: str}, pods: {type: str}, logs: {type: str}, report: {type: str}, more: {type: str}, notes: {type: "list[str]", default: [], reducer: append}}}
        nodes:

        """;

    private static Workflow Load(string edges, string nodes = "plan pods logs report")
        => WorkflowLoader.Load($"{Head}{string.Concat(nodes.Split(' ').Select(Node))}edges:\n{edges}").Workflow.ShouldNotBeNull();

    private static string Node(string name) => "  - {id: NAME, prompt: 'NAME of {plan} {pods} {logs}', outputs: [NAME, notes], "
        .Replace("NAME", name, StringComparison.Ordinal)
        + $"output_schema: {{type: object, fields: [{{name: {name}, type: str}}, {{name: notes, type: 'list[str]'}}]}}}}\n";

    private static Run Start(Workflow plan, JsonObject? inputs = null) => Run.Start(plan, WorkflowInputs.Bind(plan, inputs ?? JsonObject.Empty).Inputs);

    private static JsonObject Answer(string name) => JsonObject.Of((name, name.ToUpperInvariant()), ("notes", JsonArray.Create($"by {name}")));

    private static Run Answered(Run run, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            run.Succeed(name, Answer(name));
        }

        return run;
    }

    [Fact]
    public void Branches_MeetAtTheJoinWithWhatTheyWrote()
    {
        var run = Start(Load("  - {from: START, to: plan}\n  - {from: plan, to: [pods, logs]}\n  - {from: pods, to: report}\n  - {from: logs, to: report}\n  - {from: report, to: END}"));

        Answered(run, "plan").Work.Select(static step => step.State).ShouldBe(["pods", "logs"]);
        Answered(run, "logs", "pods");

        ((JsonObject)run.Step.Input).Find("task").ShouldBe((JsonValue)"report of PLAN PODS LOGS");
        run.State.Context.Find("notes").ShouldBe(JsonArray.Create("by pods", "by logs"));
        Answered(run, "report").State.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void Branches_DoNotSeeEachOther()
    {
        var run = Start(Load("  - {from: START, to: [pods, logs]}\n  - {from: pods, to: more}\n  - {from: more, to: report}\n  - {from: logs, to: report}\n  - {from: report, to: END}", "pods logs more report"), JsonObject.Of(("plan", "P")));

        Answered(run, "logs", "pods");

        ((JsonObject)run.Work.ShouldHaveSingleItem().Input).Find("task").ShouldBe((JsonValue)"more of P PODS null");
    }

    [Fact]
    public void ForkFromStart_EndsWhereNothingJoins()
    {
        var run = Answered(Start(Load("  - {from: START, to: [pods, logs]}\n  - {from: pods, to: END}\n  - {from: logs, to: END}", "pods logs"), JsonObject.Of(("plan", "P"))), "pods", "logs");

        run.State.Status.ShouldBe(ExecutionStatus.Completed);
        ((JsonObject)run.State.Result!).Find("logs").ShouldBe((JsonValue)"LOGS");
    }

    [Fact]
    public void NestedForks_JoinOneInTheOther()
    {
        var run = Start(Load("""
              - {from: START, to: [plan, logs]}
              - {from: plan, to: [pods, more]}
              - {from: pods, to: report}
              - {from: more, to: report}
              - {from: logs, to: report}
              - {from: report, to: END}
            """, "plan pods more logs report"));

        Answered(run, "plan").Work.Select(static step => step.State).ShouldBe(["logs", "pods", "more"], ignoreOrder: true);
        Answered(run, "more", "logs").State.Root.CurrentState.ShouldBe("START.fork");
        Answered(run, "pods");

        run.Step.State.ShouldBe("report");
        run.State.Root.Visits["report"].ShouldBe(1);
        run.State.Context.Find("notes").ShouldBe(JsonArray.Create("by pods", "by more", "by logs"));
    }

    [Fact]
    public void FailedBranch_FailsTheExecution()
    {
        var run = Start(Load("  - {from: START, to: [pods, logs]}\n  - {from: pods, to: END}\n  - {from: logs, to: END}", "pods logs")).Break("logs", "gone");

        run.State.Error!.Message.ShouldBe("Branch logs: gone");
        run.State.ActiveSteps.ShouldBeEmpty();
    }

    [Fact]
    public void LoopInABranch_RepeatsThere()
    {
        var done = new StateField("done", new FieldType(FieldKind.Bool)) { Default = false };
        var text = new StateField("text", new FieldType(FieldKind.Str));
        var plan = Plans.Graph(
            [done, text],
            Plans.Agent("work") with { OutputFields = ["done"], HasSimpleOutput = true, Next = new LoopTransition("work", "done", 3, new ToTransition("join")) },
            Plans.Agent("write", "join") with { OutputFields = ["text"], HasSimpleOutput = true },
            Plans.Agent("join") with { OutputFields = ["text"], HasSimpleOutput = true }) with
        { Start = new ForkTransition(["work", "write"], "join") };
        var run = Run.Start(plan).Succeed("write", "w").Succeed("work", false).Succeed("work", false);

        run.Work.ShouldHaveSingleItem().Visit.ShouldBe(3);
        run.Succeed("work", false).Step.State.ShouldBe("join");
        run.State.Root.Visits.ContainsKey("work").ShouldBeFalse();
    }
}
