using Agents.Client.Chat;

namespace Agents.Silo.Chat;

/// <summary>What is said in fixed words.</summary>
internal static class ChatPhrases
{
    private static readonly ChatChoice[] Examples =
    [
        new("Research and write", "Research a topic, write an article, ask for approval and publish it"),
        new("Each item of a list", "Find five articles about a topic. For each article, summarise it. Then write a digest."),
        new("A daily report", "Every day at 9, search the news and check the numbers in parallel, then write a report"),
        new("One of two ways", "If the amount is over 100, ask for approval, otherwise pay it. Then notify accounting."),
    ];

    public static ChatWords Welcome(bool isGuided) => ChatWords.Answer(
        "Welcome! Tell me what your workflow should do, and I will draw it.\n\n"
        + "• Steps one after the other, as a list or with \"then\"\n"
        + "• Things \"in parallel\", and the same \"for each\" item\n"
        + "• \"If … then … otherwise\", and \"ask for approval\"\n"
        + "• A schedule: \"every day at 9\"\n\n"
        + (isGuided ? "No model is configured, so I go by these words. What would you like to build?" : "What would you like to build?"),
        new ChatMessageMetadata { Kind = ChatMessageKinds.Welcome, Choices = Examples });

    public static ChatWords Help(bool hasDraft) => ChatWords.Answer(
        hasDraft
            ? "Say what should change: \"add a review step before publish\", \"remove the summary\", \"rename draft to outline\", \"move approval after review\", \"run it every Monday at 8\". Or edit the YAML beside the chat, or describe something new in a few steps."
            : "Describe the steps of your workflow, such as: \"Research a topic, write an article, ask for approval and publish it\".",
        new ChatMessageMetadata { Choices = hasDraft ? [] : Examples });

    public static ChatWords NothingToApprove { get; } = ChatWords.Problem("There is no workflow yet. Describe what it should do.");

    public static ChatWords Declined { get; } = ChatWords.Answer(
        "What should be different? Say for example \"add a review step before publish\", \"remove research\", or describe it anew.");

    public static ChatWords Actions(ChatDraft? draft, string action) => draft switch
    {
        null => NothingToApprove,
        { Version: null } => ChatWords.Answer($"Approve it first, then you can {action} it.", new ChatMessageMetadata { Choices = [new("Approve", "Approve")] }),
        _ => ChatWords.Answer(action == "run" ? "Fill in its inputs and execute it." : "Choose its path and deploy it."),
    };
}
