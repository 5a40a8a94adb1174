using Agents.Core.Executions.Conversations;
using Agents.Silo.Models.StructuredOutput;
using Microsoft.Extensions.AI;

namespace Agents.Silo.Models;

/// <summary>The messages of an agent that uses tools: what it was asked, then what was said since, as far as it fits.</summary>
internal static class ConversationPrompt
{
    public static List<ChatMessage> Messages(AgentRequest request, OutputContract? contract, Conversation conversation, int historyTokens)
    {
        var messages = AgentPrompt.Messages(request);
        var leftOut = History.LeftOut(conversation, historyTokens);
        if (leftOut > 0)
        {
            var asked = messages[^1];
            messages[^1] = new ChatMessage(ChatRole.User, $"{asked.Text}\n\n[The first {leftOut} of your answers to this, with the results of their tools, are left out here.]");
        }

        foreach (var round in conversation.Rounds.Skip(leftOut))
        {
            if (round.Reply.ToolCalls!.Count > 0)
            {
                messages.Add(RecordedAnswers.ToMessage(round.Reply));
                messages.Add(RecordedAnswers.ToMessage(round));
            }
            else if (contract is not null && !contract.TryRead(round.Reply.Text, out _, out var problems))
            {
                AgentPrompt.AddFeedback(messages, round.Reply.Text, problems);
            }
        }

        return messages;
    }
}
