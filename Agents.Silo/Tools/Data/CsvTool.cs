using System.Text;
using Agents.Core.Executions;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary><c>dataframe_to_csv</c>: rows as comma-separated values (RFC 4180).</summary>
internal sealed class CsvTool : ITool
{
    public string Name => "dataframe_to_csv";

    public string Description => "Writes a list of objects as CSV, with a header line. Columns are those of all rows, in the order in which they first come.";

    public JsonObject InputSchema { get; } = JsonObject.Of(
        ("type", "object"),
        ("properties", JsonObject.Of(
            ("rows", JsonObject.Of(("type", "array"), ("items", JsonObject.Of(("type", "object"))))),
            ("columns", JsonObject.Of(("type", "array"), ("items", JsonObject.Of(("type", "string"))), ("description", "Which columns in which order; all unless given."))))),
        ("required", JsonArray.Create("rows")),
        ("additionalProperties", false));

    public Task<ToolResult> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var rows = ((JsonArray)call.Arguments["rows"]).Cast<JsonObject>().ToList();
        var columns = call.Arguments.Find("columns") is JsonArray chosen
            ? chosen.Cast<JsonString>().Select(static name => name.Value).ToList()
            : [.. rows.SelectMany(static row => row.Keys).Distinct(StringComparer.Ordinal)];
        if (columns.Count == 0)
        {
            return Task.FromResult(ToolResult.Fail(ErrorCategory.Validation, "no_columns", "The rows have no columns."));
        }

        var text = new StringBuilder().AppendJoin(',', columns.Select(Quote)).Append("\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(',', columns.Select(column => Quote(TextOf(row.Find(column))))).Append("\r\n");
        }

        return Task.FromResult(ToolResult.Of(text.ToString()));
    }

    private static string TextOf(JsonValue? value) => value switch
    {
        null or JsonNull => "",
        JsonString text => text.Value,
        _ => value.ToJson(),
    };

    private static string Quote(string text)
        => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
