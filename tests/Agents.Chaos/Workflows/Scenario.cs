using Agents.Core.Formats;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Chaos.Workflows;

/// <summary>Everything that a seed decides: workflows, as files, and what is started with which inputs.</summary>
internal sealed class Scenario
{
    private const int Workflows = 6;
    private const int Executions = 24;

    private readonly Dictionary<string, Workflow> _plans = [];

    public Scenario(int seed)
    {
        Seed = seed;
        var random = new Random(seed);
        // What is run by others comes first.
        for (var index = 0; index < Workflows; index++)
        {
            var id = $"w{index}";
            Add(id, new WorkflowGenerator(random, [.. Enumerable.Range(0, Math.Min(index, 2)).Select(static child => $"w{child}")]).Workflow(id));
        }

        Starts = [.. Enumerable.Range(0, Executions).Select(index => ($"w{index % Workflows}", Inputs(random, index)))];
    }

    public int Seed { get; }

    public List<string> Files { get; } = [];

    public IReadOnlyList<(string Workflow, JsonObject Inputs)> Starts { get; }

    public Workflow Plan(string id) => _plans[id];

    private void Add(string id, JsonObject definition)
    {
        var file = YamlText.Of(definition);
        var load = WorkflowLoader.Load(file);
        _plans[id] = load.Workflow ?? throw new InvalidOperationException(
            $"The generator wrote a workflow that does not load: {string.Join('\n', load.Diagnostics.Select(static problem => $"{problem.Path}: {problem.Message}"))}\n{file}");
        Files.Add(file);
    }

    private static JsonObject Inputs(Random random, int index) => JsonObject.Of(
        ("topic", $"t{index}"), ("n", random.Next(10)), ("items", JsonArray.From(Enumerable.Range(0, random.Next(4)).Select(static item => (JsonValue)$"{(char)('a' + item)}"))));
}
