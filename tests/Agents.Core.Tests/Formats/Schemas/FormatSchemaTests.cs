using Agents.Core.Diagnostics;
using Agents.Core.Documents;
using Agents.Core.Formats.Schemas;
using Agents.Core.Formats.StateMachine;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Core.Tests.Formats.StateMachine;
using Agents.Testing;

namespace Agents.Core.Tests.Formats.Schemas;

public class FormatSchemaTests
{
    private const string Absent = "absent";

    public static TheoryData<string, string> RealFiles
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (folder, schema) in new[] { ("graph", "graph"), ("station", "workflow"), ("design", "design") })
            {
                var path = Path.Combine(Repository.Compat, folder);
                var files = Directory.Exists(path) ? Directory.GetFiles(path).Order().ToList() : [];
                files.ForEach(file => data.Add(schema, file));
            }

            if (data.Count == 0)
            {
                data.Add("graph", Absent);
            }

            return data;
        }
    }

    public static TheoryData<string, string> OwnFiles
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in Directory.GetFiles(Repository.Examples).Order())
            {
                data.Add(file.Contains(".workflow.", StringComparison.Ordinal) ? "workflow" : file.Contains(".test.", StringComparison.Ordinal) ? "test" : "graph", file);
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(RealFiles))]
    public void RealFile_IsValid(string schema, string file)
    {
        Requirement.Need("vectors", file != Absent, $"put real files into {Repository.Compat}, or set AGENTS_COMPAT.");
        Errors(schema, File.ReadAllText(file)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(OwnFiles))]
    public void OwnExample_IsValid(string schema, string file) => Errors(schema, File.ReadAllText(file)).ShouldBeEmpty();

    [Fact]
    public void CompleteExamples_AreValid()
    {
        Errors("graph", Samples.Graph).ShouldBeEmpty();
        Errors("workflow", Samples.Machine).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(SpellingTests.Spellings), MemberType = typeof(SpellingTests))]
    public void EverySpelling_IsValid(string canonical, string other)
    {
        Errors("workflow", $"states: [{canonical}]").ShouldBeEmpty();
        Errors("workflow", $"states: [{other}]").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("graph", "schema_version: 1.0")]
    [InlineData("graph", "colour: red")]
    [InlineData("workflow", "states: [{name: a, type: teleport}]")]
    [InlineData("workflow", "states: [{name: a, type: agent, agent: x, colour: red}]")]
    [InlineData("workflow", "states: [{type: end}]")]
    [InlineData("design", "blocks: [{id: a, type: solo, data: {agents: []}}]\nconnections: []")]
    public void WrongFile_IsNotValid(string schema, string text) => Errors(schema, text).ShouldNotBeEmpty();

    [Fact]
    public void StateTypes_AreThoseOfTheLoader()
    {
        var types = FormatSchemas.Get("workflow").ShouldBeOfType<JsonObject>()["$defs"].ShouldBeOfType<JsonObject>()["state"].ShouldBeOfType<JsonObject>()["properties"]
            .ShouldBeOfType<JsonObject>()["type"].ShouldBeOfType<JsonObject>()["enum"].ShouldBeOfType<JsonArray>();

        types.Select(static type => ((JsonString)type).Value).ShouldBe(StateTypes.Names, ignoreOrder: true);
    }

    [Fact]
    public void Get_ForNoFormat_IsNull() => FormatSchemas.Get("poem").ShouldBeNull();

    private static IEnumerable<string> Errors(string name, string text)
    {
        var document = DocumentReader.Read(text, "file.yaml", new DiagnosticBag())!.ToJson();
        return JsonSchema.Compile(FormatSchemas.Get(name)!).Validate(document).Errors.Select(static error => error.ToString());
    }
}
