using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compilation;
using Agents.Core.Workflows;

namespace Agents.Core.Secrets;

/// <summary>
/// Inputs that their schema marks secret (<c>writeOnly</c>, <c>format: password</c>, <c>x-secret</c>, <c>secret</c>). The execution is recorded with references in
/// their place, so that no prompt, result or event can hold the values.
/// </summary>
public static class SecretInputs
{
    private const int Deepest = 64;

    private static readonly string[] Alternatives = ["allOf", "anyOf", "oneOf"];

    private static readonly string[] Others = ["then", "else", "if"];

    // A plan never changes.
    private static readonly ConditionalWeakTable<Workflow, StrongBox<bool>> Marked = [];

    /// <summary>Whether any input of a workflow can be secret.</summary>
    public static bool Has(Workflow plan) => Marked.GetValue(plan, static known => new StrongBox<bool>(known.InputSchema is { } schema && IsMarked(schema, 0))).Value;

    /// <summary>Puts references in the place of secret values.</summary>
    /// <param name="plan">The workflow.</param>
    /// <param name="inputs">The inputs as they are checked.</param>
    /// <returns>The inputs with references, and the values by the path that a reference names. Text is as it came, anything else is JSON.</returns>
    public static (JsonObject Inputs, ImmutableDictionary<string, string> Values) TakeOut(Workflow plan, JsonObject inputs)
    {
        if (!Has(plan))
        {
            return (inputs, []);
        }

        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var clean = new Walk(plan.InputSchema!, values).Visit(plan.InputSchema!, inputs, "", 0);
        // A whole object that is marked has no place for references by key: its members are taken out one by one.
        return ((JsonObject)clean, values.ToImmutable());
    }

    /// <summary>What is wrong with inputs, without the secret ones among them.</summary>
    /// <param name="problems">What the schema says of the inputs as they came.</param>
    /// <param name="values">The secret ones, by path.</param>
    public static IReadOnlyList<Diagnostic> Hide(IReadOnlyList<Diagnostic> problems, ImmutableDictionary<string, string> values)
    {
        if (values.Count == 0 || problems.Count == 0)
        {
            return problems;
        }

        var places = values.Keys.Select(static path => $"/{path.Replace('.', '/').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)}").ToHashSet();
        var secrets = new SecretText(values.Values);
        return [.. problems.Select(problem => places.Contains(problem.Path)
            ? problem with { Message = $"The secret input at {problem.Path} does not fit its schema.", Actual = null, Hint = null }
            : problem with { Message = secrets.Redact(problem.Message), Actual = secrets.Redact(problem.Actual), Hint = secrets.Redact(problem.Hint) })];
    }

    /// <summary>The paths whose values a recorded execution refers to.</summary>
    public static IEnumerable<string> ReferredTo(JsonValue inputs) => inputs switch
    {
        JsonString text => SecretReference.Names(text.Value, "secret").Where(static name => name.StartsWith($"{SecretReference.Inputs}.", StringComparison.Ordinal))
            .Select(static name => name[(SecretReference.Inputs.Length + 1)..]),
        JsonObject document => document.Values.SelectMany(ReferredTo),
        JsonArray array => array.SelectMany(ReferredTo),
        _ => [],
    };

    private static bool IsMarked(JsonValue schema, int depth) => depth < Deepest && schema switch
    {
        JsonObject document => SecretMark.IsOn(document) || document.Values.Any(value => IsMarked(value, depth + 1)),
        JsonArray array => array.Any(value => IsMarked(value, depth + 1)),
        _ => false,
    };

    // What any branch of a schema marks is secret, whether or not that branch is the one that holds.
    private sealed class Walk(JsonValue root, ImmutableDictionary<string, string>.Builder values)
    {
        public JsonValue Visit(JsonValue schema, JsonValue value, string path, int depth)
        {
            if (depth > Deepest || schema is not JsonObject document || value is JsonNull)
            {
                return value;
            }

            // A text where an object with secrets in it belongs may be one of them.
            if (path.Length > 0 && (SecretMark.IsOn(document) || (value is not (JsonObject or JsonArray) && IsMarked(document, depth))))
            {
                return TakeOut(value, path);
            }

            if (document.Find("$ref") is JsonString { Value: ['#', .. var pointer] } && JsonPointer.Find(root, pointer) is { } target)
            {
                value = Visit(target, value, path, depth + 1);
            }

            foreach (var part in Alternatives.Select(document.Find).OfType<JsonArray>().SelectMany(static list => list).Concat(Others.Select(document.Find).OfType<JsonObject>()))
            {
                value = Visit(part, value, path, depth + 1);
            }

            return value switch
            {
                JsonObject inner => Members(document, inner, path, depth),
                JsonArray items => Items(document, items, path, depth),
                _ => value,
            };
        }

        private JsonObject Members(JsonObject schema, JsonObject value, string path, int depth)
        {
            var properties = schema.Find("properties") as JsonObject;
            foreach (var (key, member) in value)
            {
                var part = properties?.Find(key) ?? schema.Find("additionalProperties");
                var clean = part is null ? member : Visit(part, member, path.Length == 0 ? key : $"{path}.{key}", depth + 1);
                value = ReferenceEquals(clean, member) ? value : value.With(key, clean);
            }

            return value;
        }

        private JsonArray Items(JsonObject schema, JsonArray value, string path, int depth)
        {
            for (var index = 0; schema.Find("items") is { } part && index < value.Count; index++)
            {
                var clean = Visit(part, value[index], string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), depth + 1);
                value = ReferenceEquals(clean, value[index]) ? value : value.With(index, clean);
            }

            return value;
        }

        private JsonString TakeOut(JsonValue value, string path)
        {
            var reference = SecretReference.ToInput(path);
            // A rerun gives the references of the execution that it repeats.
            if (value is not JsonString { Value: var text } || text != reference)
            {
                values[path] = value is JsonString given ? given.Value : value.ToJson();
            }

            return new JsonString(reference);
        }
    }
}
