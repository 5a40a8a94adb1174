using Agents.Core.Json;

namespace Agents.Core.Executions.Conversations;

/// <summary>What of a long conversation is told to the model again.</summary>
public static class History
{
    private const int CharactersPerToken = 4;

    /// <summary>
    /// How many of the oldest rounds are left out so that the rest fits. Whole rounds only, so that no result is ever told without its call; the newest
    /// one is always told.
    /// </summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="maxTokens">About how many tokens the rounds may take, at one per four characters.</param>
    public static int LeftOut(Conversation conversation, int maxTokens)
    {
        var left = (long)maxTokens * CharactersPerToken;
        for (var index = conversation.Rounds.Count - 1; index >= 0; index--)
        {
            left -= Characters(conversation.Rounds[index]);
            if (left < 0)
            {
                return Math.Min(index + 1, conversation.Rounds.Count - 1);
            }
        }

        return 0;
    }

    private static long Characters(ConversationRound round)
        => round.Reply.Text.Length
            + round.Reply.ToolCalls!.Sum(static request => (long)request.Tool.Length + Characters(request.Arguments))
            + round.Returns.Values.Sum(static result => result.Result is { } told ? Characters(told) : result.Error?.Message.Length ?? 0);

    private static long Characters(JsonValue value) => value is JsonString text ? text.Value.Length : value.ToJson().Length;
}
