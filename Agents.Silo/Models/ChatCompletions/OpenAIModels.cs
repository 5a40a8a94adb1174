namespace Agents.Silo.Models.ChatCompletions;

/// <summary>What OpenAI's own models do differently from each other.</summary>
internal static class OpenAIModels
{
    /// <summary>The reasoning models (o1, o3, o4, gpt-5 and their kin) refuse a call that sets temperature or top_p.</summary>
    public static bool ChooseTheirOwnTemperature(string model)
        => model is ['o', >= '1' and <= '9', ..] || (model.StartsWith("gpt-5", StringComparison.Ordinal) && !model.StartsWith("gpt-5-chat", StringComparison.Ordinal));
}
