using Agents.Core.Comparisons;
using Agents.Core.Formats;
using Agents.Core.Tests.Formats;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Comparisons;

public sealed class WorkflowComparisonTests
{
    private const string Machine = """
        id: flow
        name: Flow
        timeout: 5m
        inputSchema: {type: object, required: [topic], properties: {topic: {type: string}, words: {type: integer}}}
        agents:
          writer: {instructions: "Write.", model: gpt-4o}
        states:
          - {name: draft, type: agent, agent: writer, task: "Draft {{ input.topic }}", retry: {maxAttempts: 3}, next: choose}
          - {name: choose, type: switch, conditions: [{if: "input.words > 10", next: both}], defaultNext: done}
          - name: both
            type: parallel
            branches:
              - {name: left, states: [{name: check, type: agent, agent: writer, task: "Left", end: true}]}
              - {name: right, states: [{name: check, type: agent, agent: writer, task: "Right", end: true}]}
            next: done
          - {name: done, type: inject, data: {ok: true}, end: true}
        """;

    [Fact]
    public void OtherSpelling_IsNoChange()
    {
        var other = Machine.Replace("maxAttempts", "max_attempts", StringComparison.Ordinal).Replace("next: done", "transition: done", StringComparison.Ordinal)
            .Replace("timeout: 5m", "timeout: 300 # five minutes", StringComparison.Ordinal);

        WorkflowComparison.Of(Load(Machine), Load(other)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("timeout: 5m", "timeout: 90s", "Changed Setting timeout: '' \"300s\" -> \"90s\"")]
    [InlineData("timeout: 5m", "description: new\ntimeout: 5m", "Added Setting description: '' null -> \"new\"")]
    [InlineData("timeout: 5m", "", "Removed Setting timeout: '' \"300s\" -> null")]
    [InlineData("words: {type: integer}", "words: {type: number}", "Changed Schema inputSchema: 'properties.words.type' \"integer\" -> \"number\"")]
    [InlineData("\"Write.\"", "\"Write well.\"", "Changed Agent writer: 'instructions' \"Write.\" -> \"Write well.\"")]
    [InlineData("model: gpt-4o", "model: gpt-5", "Changed Agent writer: 'model.model' \"gpt-4o\" -> \"gpt-5\"")]
    [InlineData("maxAttempts: 3", "maxAttempts: 5", "Changed State draft: 'retry.maxAttempts' 3 -> 5")]
    [InlineData("\"Right\"", "\"Far right\"", "Changed State both/right/check: 'task' \"Right\" -> \"Far right\"")]
    [InlineData("words > 10", "words > 99", "Changed Transition choose: 'conditions[0].if' \"input.words > 10\" -> \"input.words > 99\"")]
    [InlineData("defaultNext: done", "defaultNext: both", "Changed Transition choose: 'default' \"done\" -> \"both\"")]
    [InlineData("retry: {maxAttempts: 3}, next: choose", "retry: {maxAttempts: 3}, next: done", "Changed Transition draft: 'next' \"choose\" -> \"done\"")]
    public void Change_IsNamedWithItsPlaceAndBothValues(string old, string now, string expected)
        => Describe(Load(Machine), Load(Machine.Replace(old, now, StringComparison.Ordinal))).ShouldBe([expected]);

    [Fact]
    public void StatesThatComeAndGo_TakeTheirTransitionsWithThem()
    {
        var later = Machine.Replace("next: choose}", "next: review}\n  - {name: review, type: agent, agent: writer, task: Review, next: done}", StringComparison.Ordinal);
        later = string.Join('\n', later.Split('\n').Where(static line => !line.Contains("name: choose", StringComparison.Ordinal) && !line.Contains("both", StringComparison.Ordinal)
            && !line.Contains("type: parallel", StringComparison.Ordinal) && !line.Contains("branches", StringComparison.Ordinal) && !line.Contains("check", StringComparison.Ordinal)
            && line != "    next: done"));

        Describe(Load(Machine), Load(later)).ShouldBe(
            ["Added State review", "Removed State choose", "Removed State both", "Removed State both/left/check", "Removed State both/right/check", "Changed Transition draft: 'next' \"choose\" -> \"review\""]);
    }

    [Theory]
    [InlineData("max_words:   {type: int, default: 300}", "max_words:   {type: int, default: 400}", "Changed Schema state.max_words: 'default' 300 -> 400")]
    [InlineData("\"Write the brief from {state.notes}\"", "\"Write from {state.notes}\"", "Changed State write: 'task' \"Write the brief from {state.notes}\" -> \"Write from {state.notes}\"")]
    [InlineData("temperature: 0.2", "temperature: 0.3", "Changed State research: 'definition.model.temperature' 0.2 -> 0.3")]
    [InlineData("max_iterations: 3", "max_iterations: 4", "Changed Transition research: 'maxIterations' 3 -> 4")]
    public void GraphChange_IsNamedLikewise(string old, string now, string expected)
        => Describe(Load(Samples.Graph), Load(Samples.Graph.Replace(old, now, StringComparison.Ordinal))).ShouldContain(expected);

    [Fact]
    public void BackAndForth_AreOpposite()
    {
        var (before, after) = (Load(Machine), Load(Machine.Replace("timeout: 5m", "", StringComparison.Ordinal).Replace("\"Write.\"", "\"W\"", StringComparison.Ordinal)));

        var there = WorkflowComparison.Of(before, after).SelectMany(static change => change.Parts.Select(part => (change.Name, part.Path, part.Before, part.After)));
        var back = WorkflowComparison.Of(after, before).SelectMany(static change => change.Parts.Select(part => (change.Name, part.Path, part.After, part.Before)));

        there.OrderBy(static part => part.Name).ShouldBe(back.OrderBy(static part => part.Name));
    }

    private static Workflow Load(string text) => WorkflowLoader.Load(text).Workflow.ShouldNotBeNull();

    private static List<string> Describe(Workflow before, Workflow after)
        => [.. WorkflowComparison.Of(before, after).Select(static change => string.Join(
            ", ", change.Parts.Select(static part => $"'{part.Path}' {part.Before?.ToJson() ?? "null"} -> {part.After?.ToJson() ?? "null"}")) is { Length: > 0 } parts
                ? $"{change.Kind} {change.Subject} {change.Name}: {parts}"
                : $"{change.Kind} {change.Subject} {change.Name}")];
}
