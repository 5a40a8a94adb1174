using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Templates;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>Reads the nodes of a graph: agents of their own, or programs where there is <c>code</c>.</summary>
internal sealed class NodeReader(WorkflowDraft draft, GraphFields fields, DiagnosticBag bag)
{
    public void ReadAll(DocumentNode? node)
    {
        if (node is not SequenceNode list)
        {
            if (node is not null)
            {
                MappingReader.Mistyped(bag, node, "'nodes'", "a list");
            }

            return;
        }

        if (list.Items.Count == 0)
        {
            bag.Error(DiagnosticCodes.MissingKey, list.Place, "'nodes' is empty.", "Add at least one node.");
        }

        if (list.Items.Count > DocumentLimits.MaxStates)
        {
            bag.Error(DiagnosticCodes.TooManyStates, list.Items[DocumentLimits.MaxStates].Place, $"The graph has more than {DocumentLimits.MaxStates:N0} nodes.", "Split it into several workflows.");
        }

        foreach (var item in list.Items.Take(DocumentLimits.MaxStates))
        {
            if (MappingReader.Of(item, bag, "a node") is { } unnamed)
            {
                ReadNode(unnamed);
            }
        }
    }

    private void ReadNode(MappingReader unnamed)
    {
        var idNode = unnamed.Require("id");
        var id = unnamed.TextOf(idNode, "id") ?? "";
        CheckId(id, idNode);
        var keys = new MappingReader(unnamed.Node, bag, id.Length == 0 ? "a node without an id" : $"node '{id}'");
        var node = new StateDraft(id, unnamed.Node, draft.Root) { NamePlace = idNode?.Place ?? unnamed.Node.Place };
        if (id.Length > 0 && draft.Root.Find(id) is { } first)
        {
            bag.Error(DiagnosticCodes.DuplicateState, node.NamePlace, $"Two nodes have the id '{id}'; the other is on line {first.NamePlace.Position.Line}.", "Rename one of them.");
        }

        draft.Root.States.Add(node);
        draft.StateCount++;
        var locals = ReadInputs(node, keys);
        var output = OutputReader.Read(keys, fields);
        var sandbox = SandboxReader.Read(keys.Mapping("sandbox"));
        node.State = keys.Find("code") is { } code ? Code(node, keys, code, locals, output, sandbox) : Agent(node, keys, locals, output);
        ReadPrompt(node, keys, locals);
        NoteIgnored(keys);
        keys.Finish("id", "name", "code", "prompt", "llm", "tools", "memory", "loop");
    }

    private void CheckId(string id, DocumentNode? node)
    {
        if (node is not null && (!Identifiers.IsIdentifier(id) || id is "START" or "END"))
        {
            var hint = id is "START" or "END" ? "START and END are the graph's own." : $"Use letters, digits and '_': '{Identifiers.Nearest(id)}'.";
            bag.Error(DiagnosticCodes.InvalidName, node.Place, $"The node id '{id}' is no identifier.", hint, "an identifier", id);
        }
    }

    private List<KeyValuePair<string, Template>> ReadInputs(StateDraft node, MappingReader keys)
    {
        var inputs = new List<KeyValuePair<string, Template>>();
        foreach (var (name, _, value) in keys.Mapping("inputs")?.Node.Entries ?? [])
        {
            if (value is ScalarNode text)
            {
                inputs.Add(new(name, PlaceholderParser.Parse(text, $"input '{name}' of {keys.What}", bag, node.Reads, [])));
            }
            else
            {
                MappingReader.Mistyped(bag, value, $"input '{name}' of {keys.What}", "a template", "Write it as text: '{field}'.");
            }
        }

        return inputs;
    }

    // The prompt of a node with code is read too: its mistakes are worth knowing although nobody is asked.
    private Template? ReadPrompt(StateDraft node, MappingReader keys, List<KeyValuePair<string, Template>> locals)
    {
        var prompt = node.State is CodeState ? keys.Find("prompt") : keys.Require("prompt");
        if (prompt is not ScalarNode text)
        {
            _ = keys.TextOf(prompt, "prompt");
            return null;
        }

        var template = PlaceholderParser.Parse(text, $"the prompt of {keys.What}", bag, node.Reads, locals.Select(static input => input.Key).ToHashSet());
        if (node.State is AgentState agent)
        {
            node.State = agent with { Task = template };
        }

        return template;
    }

    private static AgentState Agent(StateDraft node, MappingReader keys, List<KeyValuePair<string, Template>> locals, NodeOutput output) => new(node.Name)
    {
        Agent = node.Name,
        Description = keys.Text("description") ?? keys.Text("name"),
        Definition = new AgentDefinition(node.Name)
        {
            Description = keys.Text("description"),
            Model = ModelReader.Read(keys.Mapping("llm", $"'llm' of {keys.What}")) ?? ModelOptions.Default,
            Tools = ToolReader.Read(keys.List("tools"), keys.Bag, mustExist: true),
            OutputSchema = output.Schema,
            Memory = MemoryReader.Read(keys.Mapping("memory")),
        },
        LocalInputs = locals,
        OutputFields = output.Fields,
        HasSimpleOutput = output.IsSimple,
        Position = node.Node.Position,
    };

    private CodeState? Code(StateDraft node, MappingReader keys, DocumentNode code, List<KeyValuePair<string, Template>> locals, NodeOutput output, TimeSpan timeout)
    {
        if (code is not ScalarNode source)
        {
            MappingReader.Mistyped(bag, code, $"'code' of {keys.What}", "text");
            return null;
        }

        var program = Programs.Program(source, $"the code of {keys.What}", bag);
        node.Reads.Add(new ReadUse(program, ReadKind.Program, source, 0) { Locals = locals.Select(static input => input.Key).ToHashSet() });
        return new CodeState(node.Name)
        {
            Code = source.Text,
            Program = program,
            Description = keys.Text("description") ?? keys.Text("name"),
            LocalInputs = locals,
            OutputField = output.Fields.Count > 0 ? output.Fields[0] : "",
            Timeout = timeout,
            Position = node.Node.Position,
        };
    }

    private static void NoteIgnored(MappingReader keys)
    {
        foreach (var key in new[] { "log_prompts", "log_artifacts", "mlflow", "optimize" })
        {
            if (keys.Find(key) is { } setting)
            {
                keys.Bag.Inform(DiagnosticCodes.IgnoredSetting, setting.Place, $"'{key}' of {keys.What} has no effect: the platform records every execution as a whole.");
            }
        }
    }
}
