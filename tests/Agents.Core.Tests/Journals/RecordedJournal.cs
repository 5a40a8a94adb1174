using Agents.Core.Executions;
using Agents.Core.Executions.Events;
using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Tests.Executions;
using Agents.Core.Workflows;
using Agents.Testing;

namespace Agents.Core.Tests.Journals;

/// <summary>
/// A journal as a released version wrote it: an event per line, beside the workflow that ran and what the journal says in the end.
/// Such files are never changed. Whatever a later version does, it reads them, and they mean the same.
/// </summary>
/// <param name="Name">The version's folder and the file's name, without extension.</param>
internal sealed record RecordedJournal(string Name)
{
    public static string Folder => Path.Combine(Repository.Root, "tests", "Agents.Core.Tests", "Journals");

    public static IEnumerable<RecordedJournal> All => Directory.EnumerateFiles(Folder, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(static file => new RecordedJournal(Path.ChangeExtension(Path.GetRelativePath(Folder, file), null).Replace('\\', '/')));

    public IReadOnlyList<string> Lines => File.ReadAllLines(Path.Combine(Folder, $"{Name}.jsonl"));

    public IReadOnlyList<ExecutionEvent> Events => [.. Lines.Select(static line => ExecutionEvent.Read((JsonObject)JsonValue.Parse(line)))];

    public string Expected => File.ReadAllText(Path.Combine(Folder, $"{Name}.expected.json"));

    public Workflow Plan => Load(File.ReadAllText(Path.Combine(Folder, $"{Name}.workflow.yaml")));

    public static Workflow Load(string definition) => WorkflowLoader.Load(definition).Workflow.ShouldNotBeNull();

    /// <summary>What everybody may rely on: what an execution came to, and what it used.</summary>
    public static string Told(ExecutionState state) => JsonObject.Of(
        ("id", state.Id),
        ("seq", state.Seq),
        ("status", state.Status.ToName()),
        ("inputs", state.Inputs),
        ("context", state.Context),
        ("result", state.Result ?? JsonValue.Null),
        ("error", state.Error?.ToJson() ?? (JsonValue)JsonValue.Null),
        ("tokens", state.Usage.TotalTokens),
        ("reused_tokens", state.Reused.Usage.TotalTokens),
        ("open_steps", JsonArray.From(state.ActiveSteps.Select(static step => (JsonValue)$"{step.Branch}:{step.State}:{step.Status.ToName()}")))).ToIndentedJson();

    public void Write(string definition, Run run)
    {
        var path = Path.Combine(Folder, Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText($"{path}.workflow.yaml", definition);
        File.WriteAllLines($"{path}.jsonl", run.Journal.Select(EventText.Write));
        File.WriteAllText($"{path}.expected.json", Told(run.State));
    }
}
