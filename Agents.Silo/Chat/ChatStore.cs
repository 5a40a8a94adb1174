using System.Text.Json;
using Agents.Client.Json;
using Agents.Silo.Storage;
using Dapper;

namespace Agents.Silo.Chat;

/// <summary>The tables <c>chat_sessions</c> and <c>chat_messages</c>.</summary>
internal sealed class ChatStore(IDatabase database, IdGenerator ids, TimeProvider time)
{
    private static readonly TimeSpan IdleUntilAbandoned = TimeSpan.FromHours(24);

    private readonly SqlFile _sql = database.Queries("chat");

    /// <summary>Begins a conversation with its first message, both or none.</summary>
    public async Task<string> BeginAsync(string user, ChatWords first)
    {
        var id = ids.Next();
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        await connection.ExecuteAsync(_sql["Begin"], new { SessionId = id, User = user, Now = time.GetUtcNow() }, transaction);
        await connection.ExecuteScalarAsync<long>(_sql["Say"], Parameters(id, first), transaction);
        await transaction.CommitAsync();
        return id;
    }

    public async Task<ChatSessionRow?> FindAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(_sql["Abandon"], new { Before = time.GetUtcNow() - IdleUntilAbandoned });
        return await connection.QuerySingleOrDefaultAsync<ChatSessionRow>(_sql["Get"], new { SessionId = id });
    }

    /// <summary>Conversations, the latest first.</summary>
    public async Task<IReadOnlyList<ChatSessionRow>> ListAsync(string? user, DateTimeOffset? afterTime, string? afterId, int limit)
    {
        await using var connection = await database.OpenAsync();
        // Nobody looks at a conversation but by these two ways, so this is when its being idle shows.
        await connection.ExecuteAsync(_sql["Abandon"], new { Before = time.GetUtcNow() - IdleUntilAbandoned });
        return (await connection.QueryAsync<ChatSessionRow>(_sql["List"], new { User = user, AfterTime = afterTime, AfterId = afterId, Limit = limit })).AsList();
    }

    public async Task<IReadOnlyList<ChatMessageRow>> ReadAsync(string id)
    {
        await using var connection = await database.OpenAsync();
        return (await connection.QueryAsync<ChatMessageRow>(_sql["Messages"], new { SessionId = id, After = 0L })).AsList();
    }

    /// <summary>Says something, unless somebody said something else meanwhile.</summary>
    /// <param name="id">The conversation.</param>
    /// <param name="words">What to say.</param>
    /// <param name="after">The last message that it follows; notices after that are passed over. Null follows whatever there is.</param>
    /// <param name="status">The conversation's status from here on; null leaves it, and takes up an abandoned one.</param>
    /// <param name="config">The definition that is approved by it; null where none is.</param>
    /// <returns>The message; null where there are later ones.</returns>
    public async Task<ChatMessageRow?> SayAsync(string id, ChatWords words, long? after, string? status = null, string? config = null)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await database.BeginAloneAsync(connection);
        if (after is { } last)
        {
            var later = await connection.QueryAsync<ChatMessageRow>(_sql["Messages"], new { SessionId = id, After = last }, transaction);
            if (later.Any(static message => !message.IsNotice))
            {
                return null;
            }
        }

        var parameters = Parameters(id, words);
        var number = await connection.ExecuteScalarAsync<long>(_sql["Say"], parameters, transaction);
        await connection.ExecuteAsync(_sql["Touch"], new { SessionId = id, parameters.Now, Status = status, Config = config }, transaction);
        await transaction.CommitAsync();
        return new ChatMessageRow { Id = number, Role = words.Role, Content = words.Content, CreatedAt = parameters.Now, Metadata = parameters.Metadata };
    }

    private Message Parameters(string id, ChatWords words)
        => new(id, words.Role, words.Content, time.GetUtcNow(), JsonSerializer.Serialize(words.Metadata, AgentsJson.Wire.ChatMessageMetadata));

    private sealed record Message(string SessionId, string Role, string Content, DateTimeOffset Now, string Metadata);
}
