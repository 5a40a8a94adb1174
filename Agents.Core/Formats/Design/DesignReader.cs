using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Json;
using Agents.Core.Patterns;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Design;

/// <summary>Reads a design (formats §C): blocks of agents and what they pass on to each other.</summary>
internal sealed class DesignReader(WorkflowDraft draft, DiagnosticBag bag)
{
    private const string StateName = "design";

    public void Read(MappingNode root)
    {
        var keys = new MappingReader(root, bag, "the design");
        var name = keys.Text("name");
        var id = keys.Find("id") is { } given ? WorkflowId.Read(given, draft.Options.FileName, bag) : name is null ? WorkflowId.FromFile(draft.Options.FileName) : WorkflowId.Slug(name);
        var blocks = new DesignBlocksReader(bag).Read(keys);
        draft.StateCount = blocks.Count;
        draft.Workflow = new Workflow
        {
            Id = id,
            Name = name ?? id,
            Format = WorkflowFormat.Design,
            Version = keys.Text("version"),
            Description = keys.Text("description"),
            Tags = keys.Texts("tags"),
            Start = new ToTransition(StateName),
            States = [new DesignState(StateName)
            {
                Parts = blocks,
                Input = PatternBuilder.Value("input.input if hasattr(input, 'input') else input"),
                Position = root.Position,
            }],
            InputSchema = JsonObject.Of(
                ("type", "object"),
                ("properties", JsonObject.Of(("input", JsonObject.Of(("type", "string"), ("title", "Input"), ("description", "What the first blocks work on.")))))),
        };
        keys.Finish("id", "git_repos", "created_at", "updated_at");
    }
}
