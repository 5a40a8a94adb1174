namespace Agents.Core.AgentFiles;

/// <summary>Whose words a part of a prompt is.</summary>
public enum PromptRole
{
    /// <summary>Instructions.</summary>
    System,

    /// <summary>What is asked.</summary>
    User,

    /// <summary>What the model is to have said before: an example of an answer.</summary>
    Model,
}

/// <summary>One message of a rendered prompt.</summary>
/// <param name="Role">Whose words it is.</param>
/// <param name="Text">The words; never empty.</param>
public sealed record PromptMessage(PromptRole Role, string Text);
