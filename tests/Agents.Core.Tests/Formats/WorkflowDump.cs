using System.Collections;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Tests.Formats;

/// <summary>
/// A workflow as text, without positions: two definitions that mean the same give the same text. Reads every property by reflection, so that a new
/// one is compared without being added here.
/// </summary>
internal static class WorkflowDump
{
    public static string Of(Workflow workflow) => Value(workflow).ToIndentedJson();

    private static JsonValue Value(object? value) => value switch
    {
        null => JsonValue.Null,
        JsonValue json => json,
        string or bool or Enum => value.ToString(),
        int or long or double or decimal or TimeSpan => value.ToString(),
        StarlarkProgram => "program",
        ContextPath path => (path.IsRooted ? "$." : "") + string.Join('.', path.Segments.Select(static segment => segment.Key ?? $"[{segment.Index}]")),
        IDictionary map => JsonObject.From(map.Keys.Cast<object>().OrderBy(static key => key.ToString()).Select(key => KeyValuePair.Create(key.ToString()!, Value(map[key])))),
        IEnumerable items => JsonArray.From(items.Cast<object?>().Select(Value)),
        _ => JsonObject.From(value.GetType().GetProperties()
            .Where(static property => property.GetIndexParameters().Length == 0 && property.PropertyType != typeof(SourcePosition) && property.Name != "Written")
            .OrderBy(static property => property.Name)
            .Select(property => KeyValuePair.Create(property.Name, Value(property.GetValue(value))))
            .Prepend(KeyValuePair.Create<string, JsonValue>("$type", value.GetType().Name))),
    };
}
