using System.Collections;
using System.Reflection;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Comparisons;

/// <summary>
/// What a part of a plan says, as JSON: without its place in the text and without what is compared by itself (transitions, the states of blocks).
/// Reads every property by reflection, so that a new one is compared without being added here.
/// </summary>
internal static class Outline
{
    /// <summary>The outline; null where the value says nothing.</summary>
    public static JsonValue? Of(object? value) => value switch
    {
        null or Transition or StarlarkProgram or SourcePosition => null,
        JsonValue json => json,
        string text => text,
        bool flag => flag,
        int or long => Convert.ToInt64(value, null),
        double number => number,
        decimal number => JsonValue.Parse(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        TimeSpan duration => $"{duration.TotalSeconds:0.###}s",
        Enum name => Name(name.ToString()),
        Template template => template.Text,
        TemplateValue template => template.Written,
        ContextPath path => path.Text,
        FieldType type => Type(type),
        Branch branch => JsonObject.Of(("name", branch.Name), ("start", branch.Block.Start)),
        StateBlock block => JsonObject.Of(("start", block.Start)),
        IEnumerable items => Items(items),
        _ => Properties(value),
    };

    /// <summary>The outline of all properties but some.</summary>
    public static JsonObject Properties(object value, params IReadOnlyCollection<string> without)
        => JsonObject.From(value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && !without.Contains(property.Name))
            .OrderBy(static property => property.Name, StringComparer.Ordinal)
            .Select(property => (property.Name, Value: Of(property.GetValue(value))))
            .Where(static property => property.Value is not null)
            .Select(static property => KeyValuePair.Create(Name(property.Name), property.Value!)));

    private static JsonValue? Items(IEnumerable items)
    {
        var all = items.Cast<object>().ToList();
        return all switch
        {
            [] => null,
            [KeyValuePair<string, string>, ..] => Members<string>(all),
            [KeyValuePair<string, Template>, ..] => Members<Template>(all),
            _ => JsonArray.From(all.Select(Of).OfType<JsonValue>()),
        };
    }

    private static JsonObject Members<T>(List<object> items)
        => JsonObject.From(items.Cast<KeyValuePair<string, T>>().Select(static item => KeyValuePair.Create(item.Key, Of(item.Value) ?? JsonValue.Null)));

    private static JsonValue Type(FieldType type)
        => type.Fields.Count == 0 ? type.ToString() : JsonObject.From(type.Fields.Select(static field => KeyValuePair.Create<string, JsonValue>(field.Name, Properties(field, "Name"))));

    private static string Name(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
