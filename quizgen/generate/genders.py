"""Genders: which pronoun a person takes, by title and given name; nothing where neither is sure."""

from __future__ import annotations

from quizgen.generate.lexicon import words as word_set

_FEMALE = word_set(
    """Ada Agatha Agnes Alice Alison Amelia Amy Angela Anita Ann Anna Anne Annie Astrid Audrey Barbara Beatrice Bertha
    Beth Betty Carol Carla Caroline Catherine Cecilia Charlotte Christina Christine Claire Clara Constance Daniela
    Deborah Diana Donna Dora Doris Dorothy Edith Eleanor Elena Elisabeth Elizabeth Ella Ellen Elsa Emily Emma Esther
    Eva Evelyn Fiona Flora Florence Frances Freda Frida Gertrude Grace Greta Hannah Harriet Hedy Helen Helena Henrietta
    Hilda Ida Ilse Inge Ingrid Irene Irène Iris Isabel Isabella Jacqueline Jane Janet Jennifer Jessica Jill Joan Joanna
    Jocelyn Johanna Josephine Judith Julia Julie Karen Karin Katharina Katharine Katherine Kathleen Laura Leonor Lillian
    Linda Lisa Lise Louisa Louise Lucy Margaret Margarete Maria Marie Marion Marta Martha Mary Matilda Maud Maya Megan
    Melissa Mia Michelle Mildred Monica Nancy Nina Nora Olga Olivia Pamela Patricia Paula Pauline Penelope Phyllis
    Rachel Rebecca Rita Rosa Rosalind Rose Ruth Sally Sandra Sara Sarah Simone Sofia Sonia Sophia Sophie Stella Susan
    Sylvia Teresa Theresa Ursula Valerie Vera Veronica Victoria Virginia Vivian Wendy Yvonne Zoe Marguerite
    Antoinette"""
)
_MALE = word_set(
    """Aaron Abraham Adam Adolf Alan Albert Aldo Alec Alexander Alexei Alfred Ali Anders Andrew Andrei Anthony Anton
    Antonio Antoine Archibald Arnold Arthur August Augustus Barry Ben Benjamin Bernard Bernhard Bertrand Bill Bob Boris
    Brian Bruce Bruno Carl Carlos Cecil Charles Christopher Claude Clement Colin Conrad Cornelius Craig Daniel David
    Dennis Dmitri Donald Douglas Duncan Edgar Edmund Eduard Edward Edwin Elias Emil Enrico Eric Erik Ernest Ernst Erwin
    Eugene Felix Ferdinand Francis Francisco Frank Franklin Franz Fred Frederick Friedrich Fritz Fridtjof Galileo Gareth
    Garry Gary Geoffrey Georg George Georges Gerald Giovanni Giuseppe Gordon Graham Greg Gregor Guido Guillaume Gustav
    Hans Harold Harry Harvey Heike Heinrich Henri Henry Herbert Herman Hermann Horace Howard Hubert Hugh Hugo Ian Igor
    Immanuel Isaac Isambard Ivan Jack Jacob Jacques Jake James Jason Jean-Paul Jeff Jeremy Jim Joe Johan Johann Johannes
    John Jonas Jonathan Jorge Jose Joseph Joshua Juan Jules Julian Julius Karl Keith Kenneth Kevin Klaus Konrad Kurt
    Lars Lawrence Leo Leon Leonard Leonardo Leonhard Leopold Lewis Linus Lloyd Lorenzo Louis Ludwig Luigi Luis Luke
    Magnus Malcolm Manfred Marc Marcel Marco Mark Martin Matthew Max Michael Miguel Mikhail Milton Neil Nelson Nicholas
    Nicolas Niels Nikola Nikolai Norman Oliver Oscar Otto Pablo Patrick Paul Pedro Peter Philip Pierre Ralph Raymond
    Rembrandt Rene René Richard Robert Rodney Roger Roland Rolf Ronald Rudolf Rudolph Russell Samuel Santiago Sebastian
    Sergei Simon Stefan Stephen Steve Steven Stuart Ted Theodore Thomas Tim Timothy Tom Tomasz Ulysses Victor Viktor
    Vincent Vladimir Walter Walther Warren Werner Wilhelm William Winston Wolfgang Yuri Zahi Napoleon"""
)
_TITLES = {
    "mr": "m", "sir": "m", "king": "m", "prince": "m", "lord": "m", "pope": "m", "emperor": "m", "duke": "m",
    "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "queen": "f", "princess": "f", "dame": "f", "empress": "f",
}  # fmt: skip


def gender_of(name: str) -> str:
    """Return "m" or "f" for a person's name with its title, or an empty string when unsure."""
    for word in name.replace(".", "").split():
        low = word.lower()
        if low in _TITLES:
            return _TITLES[low]
        if word in _FEMALE:
            return "f"
        if word in _MALE:
            return "m"
    return ""
