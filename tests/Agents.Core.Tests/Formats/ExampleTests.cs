using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Formats;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Formats;

public class ExampleTests
{
    [Fact]
    public void GraphExample_LoadsWithoutDiagnostics()
    {
        var load = Samples.Load(Samples.Graph);

        load.Diagnostics.ShouldBeEmpty();
        load.Format.ShouldBe(WorkflowFormat.Graph);
        load.Workflow!.States.Select(static state => state.Name).ShouldBe(["plan", "research", "judge", "write"]);
        load.Workflow.Timeout.ShouldBe(TimeSpan.FromSeconds(120));
        load.Workflow.Retry!.MaxAttempts.ShouldBe(4);
    }

    [Fact]
    public void MachineExample_LoadsWithoutDiagnostics()
    {
        var load = Samples.Load(Samples.Machine);

        load.Diagnostics.ShouldBeEmpty();
        load.Format.ShouldBe(WorkflowFormat.StateMachine);
        load.Workflow!.States.Select(static state => state.Type).ShouldBe(
            ["cron", "inject", "parallel", "foreach", "switch", "human_approval", "try", "transform"]);
    }

    [Fact]
    public void GraphExample_KeepsWhatItSays()
    {
        var workflow = Samples.Load(Samples.Graph).Workflow!;

        var research = workflow.FindState("research").ShouldBeOfType<AgentState>();
        research.Definition!.Tools.ShouldBe([new ToolReference("web_search"), new ToolReference("web_scrape", ContinueOnError: true)]);
        research.Definition.Model.Temperature.ShouldBe(0.2);
        research.Definition.Memory.ShouldBe(new MemoryOptions(true, "workflow"));
        research.OutputFields.ShouldBe(["notes", "score", "good_enough"]);
        research.Next.ShouldBe(new LoopTransition("research", "good_enough", 3, new ToTransition("judge")));
        workflow.FindState("judge").ShouldBeOfType<CodeState>().Timeout.ShouldBe(TimeSpan.FromSeconds(10));
        workflow.FindState("judge")!.Next.ShouldBeOfType<RoutesTransition>().Default.ShouldBe(EndTransition.Instance);
        workflow.Start.ShouldBe(new ToTransition("plan"));
        workflow.Fields[6].Type.Fields.Select(static field => field.Name).ShouldBe(["level", "tags"]);
    }

    [Fact]
    public void JsonAndYaml_OfOneWorkflow_AreTheSame()
    {
        var yaml = Samples.Load(Samples.Machine).Workflow!;
        var bag = new DiagnosticBag();
        var json = DocumentReader.Read(Samples.Machine, "x.yaml", bag)!.ToJson().ToIndentedJson();

        var load = Samples.Load(json, fileName: "x.json");

        load.Diagnostics.ShouldBeEmpty();
        WorkflowDump.Of(load.Workflow!).ShouldBe(WorkflowDump.Of(yaml));
    }

    [Fact]
    public void Load_WithoutId_TakesTheFileName()
        => WorkflowLoader.Load("states: [{name: a, type: inject, data: {}}]", new() { FileName = "/some/where/daily-report.workflow.yaml" }).Workflow!.Id.ShouldBe("daily-report");

    [Fact]
    public void Registration_AroundADefinition_IsUnwrapped()
    {
        var load = Samples.Load("""{"workflowId": "wrapped", "name": "Wrapped", "definition": {"states": [{"id": "a", "type": "inject", "data": {"x": 1}}]}}""");

        load.Diagnostics.ShouldBeEmpty();
        load.Workflow!.Id.ShouldBe("wrapped");
        load.Workflow.Name.ShouldBe("Wrapped");
    }
}
