using System.Data.Common;
using System.Globalization;
using Agents.Core.Json;

namespace Agents.Silo.Tools;

/// <summary>Rows of a query as JSON.</summary>
internal static class QueryRows
{
    /// <summary>So many rows at most, and whether there were more. Columns of one name keep the last one's value, as objects do.</summary>
    public static async Task<JsonObject> ReadAsync(DbDataReader reader, int most, CancellationToken cancellationToken)
    {
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<JsonValue>();
        var isCut = false;
        while (await reader.ReadAsync(cancellationToken))
        {
            if (rows.Count == most)
            {
                isCut = true;
                break;
            }

            rows.Add(JsonObject.From(columns.Select((name, at) => KeyValuePair.Create(name, Value(reader.IsDBNull(at) ? null : reader.GetValue(at)))).DistinctBy(static cell => cell.Key)));
        }

        var result = JsonObject.Of(("columns", JsonArray.From(columns.Select(static name => (JsonValue)name))), ("rows", JsonArray.From(rows)));
        return isCut ? result.With("cut", true) : result;
    }

    private static JsonValue Value(object? value) => value switch
    {
        null => JsonValue.Null,
        bool flag => flag,
        string text => text,
        byte or short or int or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float or double when double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        decimal number => JsonNumber.FromText(number.ToString(CultureInfo.InvariantCulture)),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
