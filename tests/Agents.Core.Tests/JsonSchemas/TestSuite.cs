using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Agents.Testing;

namespace Agents.Core.Tests.JsonSchemas;

/// <summary>Files of JSON-Schema-Test-Suite, wherever the conformance vectors are.</summary>
internal static class TestSuite
{
    /// <summary>The row that stands for a folder that is not there.</summary>
    public const string Absent = "absent";

    private static readonly Lazy<SchemaRegistry> LazyRemotes = new(ReadRemotes);

    private static string Folder => Path.Combine(Repository.Conformance, "json-schema");

    /// <summary>The suite's <c>remotes</c> as <c>http://localhost:1234/...</c>, from disk.</summary>
    public static SchemaRegistry Remotes => LazyRemotes.Value;

    /// <summary>The files of a folder under <c>tests</c> as rows, or one row <see cref="Absent"/>.</summary>
    public static TheoryData<string> Files(string folder, SearchOption depth = SearchOption.TopDirectoryOnly)
    {
        var path = Path.Combine(Folder, "tests", folder);
        var rows = new TheoryData<string>();
        if (!Directory.Exists(path))
        {
            rows.Add(Absent);
            return rows;
        }

        foreach (var file in Directory.EnumerateFiles(path, "*.json", depth).Order(StringComparer.Ordinal))
        {
            rows.Add(Path.GetRelativePath(Path.Combine(Folder, "tests"), file).Replace('\\', '/'));
        }

        return rows;
    }

    /// <summary>Skips where the row is <see cref="Absent"/>. Draft-07 is run where its folder is there; the vectors need not have it.</summary>
    public static void NeedFile(string file, SchemaDraft draft)
        => Requirement.Need(draft == SchemaDraft.Draft7 ? "vectors-draft7" : "vectors", file != Absent, "put JSON-Schema-Test-Suite under $AGENTS_CONFORMANCE/json-schema.");

    /// <summary>Runs every test of a file; gives the names of those that went wrong.</summary>
    public static IReadOnlyList<string> Run(string file, SchemaOptions options)
    {
        var failures = new List<string>();
        foreach (var group in ((JsonArray)Read(Path.Combine(Folder, "tests", file))).Cast<JsonObject>())
        {
            RunGroup(group, options with { Registry = Remotes }, failures);
        }

        return failures;
    }

    private static void RunGroup(JsonObject group, SchemaOptions options, List<string> failures)
    {
        var name = ((JsonString)group["description"]).Value;
        JsonSchema schema;
        try
        {
            schema = JsonSchema.Compile(group["schema"], options);
        }
        catch (SchemaException exception)
        {
            failures.Add($"{name}: {exception.Message}");
            return;
        }

        foreach (var test in ((JsonArray)group["tests"]).Cast<JsonObject>())
        {
            var expected = ((JsonBoolean)test["valid"]).Value;
            var result = schema.Validate(test["data"]);
            if (result.IsValid != expected || schema.IsValid(test["data"]) != expected)
            {
                failures.Add($"{name} / {((JsonString)test["description"]).Value}: expected {(expected ? "valid" : "invalid")}. {string.Join(' ', result.Errors)}");
            }
        }
    }

    private static SchemaRegistry ReadRemotes()
    {
        var folder = Path.Combine(Folder, "remotes");
        return Directory.Exists(folder)
            ? SchemaRegistry.Standard.With(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Select(file => KeyValuePair.Create(
                "http://localhost:1234/" + Path.GetRelativePath(folder, file).Replace('\\', '/'), Read(file))))
            : SchemaRegistry.Standard;
    }

    private static JsonValue Read(string file) => JsonValue.Parse(File.ReadAllBytes(file));
}
