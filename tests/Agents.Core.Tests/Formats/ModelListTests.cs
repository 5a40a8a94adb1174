using Agents.Core.Workflows;

namespace Agents.Core.Tests.Formats;

public sealed class ModelListTests
{
    [Fact]
    public void ListInAnAgent_IsAModelAndItsFallbacks()
    {
        var load = Samples.Load("""
            agents:
              poet: {instructions: "Write verse.", model: [openai/gpt-4o, anthropic/claude-haiku-4-5, gpt-4o-mini, meta/llama-3]}
            states: [{name: s, type: agent, agent: poet, task: Write}]
            """);

        load.Diagnostics.ShouldBeEmpty();
        var model = load.Workflow!.States[0].ShouldBeOfType<AgentState>().Definition!.Model;
        (model.Provider, model.Model).ShouldBe(("openai", "gpt-4o"));
        model.Fallbacks.ShouldBe([new ModelChoice("anthropic", "claude-haiku-4-5"), new ModelChoice(null, "gpt-4o-mini"), new ModelChoice(null, "meta/llama-3")]);
    }

    [Fact]
    public void ListInLlm_IsTheSame()
    {
        var load = Samples.Load("""
            llm: {provider: google, model: [gemini-2.5-pro, gemini-2.5-flash]}
            states: [{name: s, type: agent, agent: poet, task: Write, end: true}]
            agents: {poet: {instructions: "Write verse."}}
            """);

        load.Diagnostics.ShouldBeEmpty();
        load.Workflow!.Model.Fallbacks.ShouldBe([new ModelChoice(null, "gemini-2.5-flash")]);
    }

    [Fact]
    public void DegradedAnswers_AreTheAgentsMatter_ThenTheWorkflows()
    {
        var load = Samples.Load("""
            llm: {on_degraded: accept}
            agents:
              strict: {instructions: "Write verse.", onDegraded: fail}
              loose: {instructions: "Write verse."}
            states: [{name: s, type: agent, agent: strict, task: Write, next: t}, {name: t, type: agent, agent: loose, task: Write, end: true}]
            """);

        load.Diagnostics.ShouldBeEmpty();
        load.Workflow!.States.OfType<AgentState>().Select(state => state.Definition!.Model.Over(load.Workflow.Model).OnDegraded).ShouldBe([DegradedPolicy.Fail, DegradedPolicy.Accept]);
    }

    [Fact]
    public void EmptyList_IsAnError()
        => Samples.Load("""
            llm: {model: []}
            states: [{name: s, type: agent, agent: poet, task: Write, end: true}]
            agents: {poet: {instructions: "Write verse."}}
            """).Diagnostics.ShouldContain(diagnostic => diagnostic.Message.Contains("'model'"));

    [Fact]
    public void ModelSetElsewhere_BringsItsOwnFallbacks()
    {
        var workflow = new ModelOptions { Provider = "openai", Model = "a", Fallbacks = [new ModelChoice(null, "b")] };
        new ModelOptions { Temperature = 1 }.Over(workflow).Fallbacks.ShouldBe(workflow.Fallbacks);
        new ModelOptions { Model = "c" }.Over(workflow).Fallbacks.ShouldBeNull();
    }
}
