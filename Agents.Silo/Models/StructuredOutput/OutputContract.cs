using System.Runtime.CompilerServices;
using System.Text.Json;
using Agents.Core.Json;
using Agents.Core.JsonSchemas;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models.StructuredOutput;

/// <summary>
/// What an agent's output schema asks of a model, and how its answer is read. Compiled once per schema.
/// Models answer structured questions with objects only, so any other type is asked for as <c>{"value": ...}</c>;
/// a schema that is just text is not asked for at all: the answer is the value.
/// </summary>
internal sealed class OutputContract
{
    private const string Wrapper = "value";
    private const int MostProblems = 10;

    private static readonly ConditionalWeakTable<JsonValue, OutputContract> Compiled = [];

    private readonly JsonSchema _schema;
    private readonly JsonValue _written;
    private readonly bool _isWrapped;

    private OutputContract(JsonValue schema)
    {
        _written = schema;
        _schema = JsonSchema.Compile(schema);
        IsText = OutputShape.IsText(schema);
        _isWrapped = !IsText && !OutputShape.IsObject(schema);
        Asked = _isWrapped ? OutputShape.Wrap(schema, Wrapper) : schema;
        Format = ChatResponseFormat.ForJsonSchema(JsonElement.Parse(Asked.ToUtf8Bytes()), "output");
    }

    /// <summary>Whether the answer's text is the value.</summary>
    public bool IsText { get; }

    /// <summary>The schema that the model is told.</summary>
    public JsonValue Asked { get; }

    /// <summary>The same for <see cref="ChatOptions.ResponseFormat"/>.</summary>
    public ChatResponseFormatJson Format { get; }

    /// <exception cref="SchemaException">The schema itself is wrong.</exception>
    public static OutputContract For(JsonValue schema) => Compiled.GetValue(schema, static written => new OutputContract(written));

    /// <summary>Reads an answer: as it is, else repaired. False with the reasons where it cannot be made to match.</summary>
    public bool TryRead(string text, out JsonValue value, out IReadOnlyList<string> problems)
    {
        if (IsText)
        {
            problems = [];
            value = text;
            return true;
        }

        if (!JsonValue.TryParse(text, out value) && !JsonRepair.TryRepair(text, out value))
        {
            problems = ["The answer is not JSON."];
            return false;
        }

        value = OutputShape.DropOptionalNulls(_written, Unwrap(value));
        problems = Problems(value);
        return problems.Count == 0;
    }

    /// <summary>What an answer that does not match is worth: its JSON, else its text.</summary>
    public JsonValue BestOf(string text) => JsonValue.TryParse(text, out var value) || JsonRepair.TryRepair(text, out value) ? Unwrap(value) : text;

    private JsonValue Unwrap(JsonValue value) => _isWrapped && value is JsonObject { Count: 1 } answer ? answer.Find(Wrapper) ?? value : value;

    private List<string> Problems(JsonValue value) => [.. _schema.Validate(value).Errors.Take(MostProblems).Select(static error => error.ToString())];
}
