using System.Collections;
using System.Globalization;
using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Core.Tests.Executions;

/// <summary>
/// An execution's state as text: two states that nobody can tell apart give the same text. Reads every property by reflection, so that a new
/// one is compared without being added here.
/// </summary>
internal static class StateDump
{
    public static string Of(ExecutionState state) => Value(state).ToIndentedJson();

    private static JsonValue Value(object? value) => value switch
    {
        null => JsonValue.Null,
        JsonValue json => json,
        string or bool or Enum => value.ToString(),
        IFormattable plain and (int or long or decimal or TimeSpan or DateTimeOffset) => plain.ToString(value is DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture),
        IDictionary map => JsonObject.From(map.Keys.Cast<object>().OrderBy(static key => key.ToString(), StringComparer.Ordinal)
            .Select(key => KeyValuePair.Create(key.ToString()!, Value(map[key])))),
        IEnumerable items => JsonArray.From(items.Cast<object?>().Select(Value)),
        _ => JsonObject.From(value.GetType().GetProperties()
            .Where(property => property.GetIndexParameters().Length == 0 && !(property.GetMethod!.IsStatic))
            .OrderBy(static property => property.Name, StringComparer.Ordinal)
            .Select(property => KeyValuePair.Create(property.Name, Value(property.GetValue(value))))),
    };
}
