using Agents.Core.Json;
using Agents.Core.JsonSchemas;

namespace Agents.Core.Forms;

/// <summary>The fields of a workflow's inputs in order, made from its input schema.</summary>
public sealed class WorkflowForm
{
    private readonly JsonSchema? _schema;

    private WorkflowForm(JsonValue? document, JsonSchema? schema, IReadOnlyList<FormField> fields)
    {
        Schema = document;
        _schema = schema;
        Fields = fields;
    }

    /// <summary>The input schema; null where the workflow has none and accepts any object.</summary>
    public JsonValue? Schema { get; }

    /// <summary>The fields in the schema's order, or by <c>x-order</c>; fields of nested objects stand where the object stands.</summary>
    public IReadOnlyList<FormField> Fields { get; }

    /// <summary>Makes the form.</summary>
    /// <param name="inputSchema">The workflow's input schema; null gives a form without fields.</param>
    /// <exception cref="SchemaException">The schema is wrong.</exception>
    public static WorkflowForm From(JsonValue? inputSchema)
        => inputSchema is null
            ? new WorkflowForm(null, null, [])
            : new WorkflowForm(inputSchema, JsonSchema.Compile(inputSchema), new FormReading(inputSchema).Fields());

    /// <summary>Reads posted text into inputs and validates them against the whole schema.</summary>
    /// <param name="posted">Control names and texts; names that the form does not have are passed over.</param>
    public FormInput Read(IReadOnlyDictionary<string, string> posted)
    {
        var input = FormInput.Parse(Fields, posted);
        return input.Errors.Count > 0 || _schema is null
            ? input
            : input with { Errors = [.. _schema.Validate(input.Inputs).Errors.Select(ErrorOf)] };
    }

    private FormError ErrorOf(SchemaError error)
    {
        // A missing property is reported at its object.
        var pointer = error is { Keyword: "required", Expected: { } name } ? JsonPointer.Append(error.InstancePointer, name) : error.InstancePointer;
        var field = Fields.FirstOrDefault(field => pointer == field.Pointer || pointer.StartsWith(field.Pointer + "/", StringComparison.Ordinal));
        return new FormError(field?.Name ?? "", error.Hint is null ? error.Message : $"{error.Message} {error.Hint}");
    }
}
