using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Agents.Silo.Storage;

/// <summary>Lets Dapper read and write times as each database has them: text in SQLite, <c>timestamptz</c> in PostgreSQL.</summary>
internal sealed class StoredTimes : SqlMapper.TypeHandler<DateTimeOffset>
{
    private StoredTimes()
    {
    }

    /// <summary>Dapper keeps its handlers for the whole process; registering again changes nothing.</summary>
    public static void Register()
    {
        // Else Dapper's own mapping of the type comes first.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new StoredTimes());
    }

    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        => parameter.Value = parameter is SqliteParameter ? TimeText.ToText(value) : value.UtcDateTime;

    public override DateTimeOffset Parse(object value) => value switch
    {
        string text => TimeText.FromText(text),
        DateTime utc => new DateTimeOffset(utc, TimeSpan.Zero),
        _ => throw new DataException($"A time is stored as {value.GetType().Name}."),
    };
}
