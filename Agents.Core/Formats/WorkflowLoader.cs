using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Formats.Design;
using Agents.Core.Formats.Graph;
using Agents.Core.Formats.StateMachine;
using Agents.Core.Formats.Validation;
using Agents.Core.Workflows;

namespace Agents.Core.Formats;

/// <summary>
/// Loads a definition of any format, YAML or JSON, into one <see cref="Workflow"/> and reports every problem at once.
/// Nothing is executed, nothing outside the text is read, and no text makes it throw.
/// </summary>
public static class WorkflowLoader
{
    /// <summary>Loads a definition.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="options">The file's name, known agents, strictness; null means the defaults.</param>
    /// <returns>The workflow and its diagnostics; the workflow is null exactly where one of them is an error.</returns>
    public static WorkflowLoad Load(string text, WorkflowLoadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new WorkflowLoadOptions();
        var bag = new DiagnosticBag(options.Strict);
        var format = (WorkflowFormat?)null;
        var draft = DocumentReader.Read(text, options.FileName, bag) is { } document ? Read(document, options, bag, out format) : null;
        if (draft is not null)
        {
            Validator.Check(draft, bag);
        }

        return new WorkflowLoad(bag.HasErrors ? null : draft?.Workflow, format, bag.InOrder());
    }

    private static WorkflowDraft? Read(DocumentNode document, WorkflowLoadOptions options, DiagnosticBag bag, out WorkflowFormat? format)
    {
        format = null;
        if (document is not MappingNode root)
        {
            FormatRecognition.ReportUnknown(document, bag);
            return null;
        }

        if (FormatRecognition.IsFlatDialect(root))
        {
            FlatDialect.Report(root, bag);
            return null;
        }

        var definition = FormatRecognition.Definition(root);
        format = FormatRecognition.Of(definition ?? root);
        var draft = new WorkflowDraft(definition ?? root, options);
        switch (format)
        {
            case WorkflowFormat.Graph:
                new GraphReader(draft, bag).Read(definition ?? root);
                return draft;
            case WorkflowFormat.StateMachine:
                new MachineReader(draft, bag).Read(definition ?? root, definition is null ? null : root);
                return draft;
            case WorkflowFormat.Design:
                new DesignReader(draft, bag).Read(definition ?? root);
                return draft;
            default:
                FormatRecognition.ReportUnknown(root, bag);
                return null;
        }
    }
}
