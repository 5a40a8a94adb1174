using Agents.Core.Chat.Composition;
using Agents.Core.Chat.Descriptions;
using Agents.Core.Chat.Refinements;
using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Chat;

/// <summary>
/// Writes workflows from plain words without any model: lists of steps, "then", "in parallel", "if … then … else", "ask for approval", "for each", "wait",
/// "every day at 9", inputs that the text names. The same words always give the same workflow.
/// </summary>
public static class Guide
{
    /// <summary>Makes a workflow of a description.</summary>
    /// <param name="text">What the workflow should do. Of longer texts the first 20,000 characters are read.</param>
    /// <returns>The workflow; null where the text names nothing to do.</returns>
    public static GuidedWorkflow? Describe(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return DescriptionReader.Read(text) is { } sketch ? Checked(Composer.Compose(sketch)) : null;
    }

    /// <summary>Changes a workflow as somebody asks: "add a review step before publish", "remove the summary", "rename draft to outline", "move review after publish".</summary>
    /// <param name="yaml">The definition as it is, in the state-machine format. Its comments are lost.</param>
    /// <param name="text">What to change.</param>
    public static Refinement Refine(string yaml, string text)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(text);
        if (RefinementReader.Read(text) is not { } change)
        {
            return new Refinement.NotUnderstood();
        }

        var before = WorkflowLoader.Load(yaml);
        if (before.Workflow is null || before.Format != WorkflowFormat.StateMachine || !YamlText.TryParse(yaml, out var document, out _) || document is not JsonObject workflow || workflow.Find("states") is not JsonArray)
        {
            return new Refinement.Refused("Guided mode changes workflows in the state-machine format. This one can be edited by hand, beside the chat.");
        }

        try
        {
            var changed = change.Apply(workflow);
            var yamlAfter = YamlWriter.Write(changed);
            var after = WorkflowLoader.Load(yamlAfter, new WorkflowLoadOptions { FileName = before.Workflow.Id });
            return after.Workflow is { } plan
                ? new Refinement.Refined(yamlAfter, plan, change.Summary)
                : new Refinement.Refused($"That would not work: {string.Join(' ', after.Diagnostics.Where(static found => found.Severity == DiagnosticSeverity.Error).Take(3).Select(static found => found.Message))}");
        }
        catch (RefinementException refused)
        {
            return new Refinement.Refused(refused.Message);
        }
    }

    private static GuidedWorkflow Checked(JsonObject workflow)
    {
        var yaml = YamlWriter.Write(workflow);
        var load = WorkflowLoader.Load(yaml);
        return load.Workflow is { } plan
            ? new GuidedWorkflow(yaml, plan)
            : throw new InvalidOperationException($"Guided mode composed a workflow that does not load: {string.Join(' ', load.Diagnostics.Select(static found => found.Message))}");
    }
}
