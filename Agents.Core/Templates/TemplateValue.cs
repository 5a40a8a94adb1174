using Agents.Core.Json;

namespace Agents.Core.Workflows;

/// <summary>A JSON value whose strings may be templates. A closed family.</summary>
public abstract record TemplateValue
{
    private protected TemplateValue()
    {
    }

    /// <summary>The value as it was written, templates as text.</summary>
    public abstract JsonValue Written { get; }
}

/// <summary>A part without templates.</summary>
/// <param name="Value">The value.</param>
public sealed record ConstantValue(JsonValue Value) : TemplateValue
{
    /// <inheritdoc/>
    public override JsonValue Written => Value;
}

/// <summary>A string with expressions; exactly one expression keeps its value's type.</summary>
/// <param name="Template">The string.</param>
public sealed record TextValue(Template Template) : TemplateValue
{
    /// <inheritdoc/>
    public override JsonValue Written => Template.Text;
}

/// <summary>An object with templates somewhere inside.</summary>
/// <param name="Members">Keys and values in order.</param>
public sealed record ObjectValue(IReadOnlyList<KeyValuePair<string, TemplateValue>> Members) : TemplateValue
{
    /// <inheritdoc/>
    public override JsonValue Written => JsonObject.From(Members.Select(static member => KeyValuePair.Create(member.Key, member.Value.Written)));
}

/// <summary>An array with templates somewhere inside.</summary>
/// <param name="Items">The items in order.</param>
public sealed record ArrayValue(IReadOnlyList<TemplateValue> Items) : TemplateValue
{
    /// <inheritdoc/>
    public override JsonValue Written => JsonArray.From(Items.Select(static item => item.Written));
}
