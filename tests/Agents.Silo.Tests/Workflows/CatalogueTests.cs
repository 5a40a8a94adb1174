using System.Net.Http.Json;
using Agents.Client.Json;
using Agents.Silo.Tests.Hosting;

namespace Agents.Silo.Tests.Workflows;

public sealed class CatalogueTests
{
    private const string Lesson = """
        id: lesson
        persona: student
        difficulty: easy
        estimatedTime: 5 min
        tags: [learning]
        agents: {teacher: {instructions: "Teach."}}
        environment: [{name: TOKEN, required: true, description: "Of the school"}]
        inputSchema:
          type: object
          required: [topic]
          properties: {depth: {type: integer, minimum: 1, maximum: 5, default: 2, title: How deep}, topic: {type: string, minLength: 3}}
        states: [{name: teach, type: agent, agent: teacher, task: "Explain {{ input.topic }}", end: true}]
        """;

    private static async Task<string[]> IdsAsync(SiloHost silo, string query)
        => [.. (await silo.Http.GetFromJsonAsync($"api/v1/workflows?{query}", AgentsJson.Wire.ItemPageWorkflowSummary))!.Items.Select(static item => item.Id)];

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Catalogue_IsFilteredByWhatDefinitionsSay(DatabaseKind kind)
    {
        await using var silo = await SiloHost.StartAsync(kind);
        await silo.CreateAsync(Lesson);
        await silo.CreateAsync("{id: other, difficulty: hard, tags: [learning], states: [{name: a, type: inject, data: {}, end: true}]}");

        (await IdsAsync(silo, "difficulty=easy")).ShouldBe(["lesson"]);
        (await IdsAsync(silo, "persona=student&tag=learning")).ShouldBe(["lesson"]);
        (await IdsAsync(silo, "tag=learning")).ShouldBe(["lesson", "other"]);
        (await IdsAsync(silo, "difficulty=none")).ShouldBeEmpty();
        var found = await silo.Client.Workflows.GetAsync("lesson");
        (found.Difficulty, found.EstimatedTime, found.Persona).ShouldBe(("easy", "5 min", "student"));
    }

    [Fact]
    public async Task UsualExecution_IsTheAverageOfThoseThatCompleted()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Lesson.Replace("required: true", "required: false", StringComparison.Ordinal));
        (await silo.Client.Workflows.GetAsync("lesson")).Usual.ShouldBeNull();

        var first = await silo.RunAsync("lesson", new { topic = "rain" });
        var second = await silo.RunAsync("lesson", new { topic = "rain and snow" });

        var usual = (await silo.Client.Workflows.GetAsync("lesson")).Usual.ShouldNotBeNull();
        usual.Executions.ShouldBe(2);
        usual.Tokens.ShouldBe((long)Math.Round((first.TotalTokens.Total + second.TotalTokens.Total) / 2.0));
    }

    [Fact]
    public async Task Schema_HasWhatAFormNeeds()
    {
        await using var silo = await SiloHost.StartAsync();
        await silo.CreateAsync(Lesson);

        var schema = await silo.Client.Workflows.GetSchemaAsync("lesson");

        schema.Fields.Select(static field => (field.Name, field.Label, field.Required)).ShouldBe([("depth", "How deep", false), ("topic", "Topic", true)], ignoreOrder: true);
        var depth = schema.Fields.Single(static field => field.Name == "depth");
        (depth.Default!.Value.GetInt32(), depth.Schema!.Value.GetProperty("maximum").GetInt32()).ShouldBe((2, 5));
        schema.RequiredEnvironment.ShouldBe(["TOKEN"]);
    }
}
