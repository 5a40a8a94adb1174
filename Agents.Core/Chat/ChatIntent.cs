using System.Text.RegularExpressions;

namespace Agents.Core.Chat;

/// <summary>What a short message in a chat wants.</summary>
public enum ChatIntent
{
    /// <summary>Something else: a description, or a change.</summary>
    Other,

    /// <summary>"Yes", "looks good".</summary>
    Agree,

    /// <summary>"Approve".</summary>
    Approve,

    /// <summary>"No".</summary>
    Decline,

    /// <summary>"Hello".</summary>
    Greet,

    /// <summary>"Help", "what can you do".</summary>
    Help,

    /// <summary>"Start over".</summary>
    StartOver,

    /// <summary>"Run it".</summary>
    Execute,

    /// <summary>"Deploy it".</summary>
    Deploy,
}

/// <summary>Tells intents by their words alone, so that agreeing means the same with and without a model.</summary>
public static partial class ChatIntents
{
    /// <summary>The intent of a message; <see cref="ChatIntent.Other"/> where it says more than one of the known phrases.</summary>
    public static ChatIntent Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bare = text.Length > 80 ? "" : Signs().Replace(text.ToLowerInvariant(), " ").Trim();
        return bare switch
        {
            _ when Approve().IsMatch(bare) => ChatIntent.Approve,
            _ when Agree().IsMatch(bare) => ChatIntent.Agree,
            _ when Decline().IsMatch(bare) => ChatIntent.Decline,
            _ when Greet().IsMatch(bare) => ChatIntent.Greet,
            _ when Help().IsMatch(bare) => ChatIntent.Help,
            _ when StartOver().IsMatch(bare) => ChatIntent.StartOver,
            _ when Execute().IsMatch(bare) => ChatIntent.Execute,
            _ when Deploy().IsMatch(bare) => ChatIntent.Deploy,
            _ => ChatIntent.Other,
        };
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant;

    [GeneratedRegex(@"[^\p{L}\p{Nd}']+", Options, 1_000)]
    private static partial Regex Signs();

    [GeneratedRegex(@"^(?:(?:yes|ok|okay|looks good|great|please) )*(?:i )?(?:approved?|accept(?:ed)?|finali[sz]e|done)(?: it| this| that)?(?: please)?$", Options, 1_000)]
    private static partial Regex Approve();

    [GeneratedRegex(@"^(?:yes|yep|yeah|yup|sure|ok|okay|correct|right|exactly|perfect|great|fine|continue|go on|go ahead|it does|that's right|that's it|sounds good|looks (?:good|right|great|fine)|(?:yes|ok) (?:please|it does|looks good|that's right|continue|i would)|(?:this|that|it) (?:matches|is right|is correct|looks (?:good|right|great)))$", Options, 1_000)]
    private static partial Regex Agree();

    [GeneratedRegex(@"^(?:no|nope|not (?:really|quite|yet)|no thanks|that's wrong|wrong|(?:no )?(?:it|this|that) (?:doesn't|does not)(?: match)?)$", Options, 1_000)]
    private static partial Regex Decline();

    [GeneratedRegex(@"^(?:hi|hello|hey|hey there|hi there|hello there|good (?:morning|evening|afternoon|day)|hallo|moin)$", Options, 1_000)]
    private static partial Regex Greet();

    [GeneratedRegex(@"^(?:help|help me|what can (?:you|i) (?:do|say)(?: here)?|how does (?:this|it) work|examples?|show me (?:an )?examples?|\?)$", Options, 1_000)]
    private static partial Regex Help();

    [GeneratedRegex(@"^(?:start (?:over|again|anew)|reset|new workflow|begin again|forget it|start from scratch)$", Options, 1_000)]
    private static partial Regex StartOver();

    [GeneratedRegex(@"^(?:please )?(?:run|execute|start|try|test)(?: it| this| the workflow)?(?: now| please)?$", Options, 1_000)]
    private static partial Regex Execute();

    [GeneratedRegex(@"^(?:please )?deploy(?: it| this| the workflow)?(?: now| please)?$", Options, 1_000)]
    private static partial Regex Deploy();
}
