"""Common given names, for telling a person from a thing in plain text."""

from __future__ import annotations

from quizgen.rules.words import word_set

GIVEN_NAMES = word_set(
    """Aaron Abraham Ada Adam Adolf Adrian Agatha Agnes Ahmed Alan Albert Aldo Alec Alessandro Alexander Alexandra
    Alexei Alfred Ali Alice Alison Allan Allen Amanda Amelia Amy Ana Anders Andre Andrea Andreas Andrei Andrew
    Andy Angela Anita Ann Anna Anne Annie Anthony Anton Antonio Antoine Archibald Arnold Arthur Astrid Audrey
    August Augusta Augustus Barbara Barry Beatrice Ben Benjamin Bernard Bernhard Bertha Bertrand Beth Betty Bill
    Bob Boris Brenda Brian Bruce Bruno Camille Carl Carla Carlo Carlos Carol Caroline Catherine Cecil Cecilia
    Charles Charlie Charlotte Chris Christian Christiaan Christina Christine Christoph Christopher Claire Clara
    Claude Clara Clement Clifford Colin Conrad Constance Cornelius Craig Cynthia Dan Daniel Daniela David Dean
    Deborah Denis Dennis Derek Diana Diane Diego Dietrich Dmitri Donald Donna Dora Dorothy Doris Douglas Duncan
    Dwight Ebenezer Edgar Edith Edmund Edouard Eduard Edward Edwin Eleanor Elena Eleonora Eli Elias Elisabeth
    Elizabeth Ella Ellen Elsa Emil Emile Emily Emma Emmanuel Enrico Eric Erich Erik Ernest Ernst Erwin Esther
    Ethel Eugene Eva Evelyn Ezra Felix Ferdinand Fernando Fiona Flora Florence Frances Francesca Francesco
    Francis Francisco Frank Franklin Franz Fred Freda Frederick Friedrich Fritz Gabriel Galileo Gareth Gary
    Gavin Gene Geoffrey George Georg Georges Gerald Gerard Gerhard Gertrude Gilbert Giovanni Giulia Giuseppe
    Gordon Grace Graham Greg Gregor Gregory Guido Guillaume Gustav Guy Hans Harold Harriet Harry Harvey Heather
    Heinrich Helen Helena Helmut Henri Henrietta Henrik Henry Herbert Herman Hermann Hilary Hilda Horace Howard
    Hubert Hugh Hugo Humphry Ian Ida Ignaz Igor Ilse Immanuel Inge Ingrid Irene Iris Isaac Isabel Isabella
    Isambard Ivan Jack Jackie Jacob Jacqueline Jacques Jake James Jamie Jan Jane Janet Jason Javier Jean Jeff
    Jennifer Jenny Jeremy Jerome Jerry Jessica Jim Jimmy Joan Joanna Joe Joel Johan Johann Johanna Johannes John
    Jonas Jonathan Jorge Jose Joseph Josephine Joshua Josiah Juan Judith Jules Julia Julian Julie Julius Karen
    Karin Karl Katharina Katherine Kathleen Keith Kenneth Kevin Klaus Konrad Kurt Lars Laura Lawrence Leah Leo
    Leon Leonard Leonardo Leonhard Leonor Leopold Leslie Lewis Lillian Linda Linus Lisa Lise Lloyd Lorenzo Louis
    Louisa Louise Luca Lucas Lucy Ludwig Luigi Luis Luke Lydia Lyndon Magnus Malcolm Manfred Marc Marcel Marco
    Margaret Margarete Maria Marie Marion Mario Mark Marta Martha Martin Mary Matilda Matthew Matthias Maud
    Maurice Max Maximilian Melanie Mercedes Mia Michael Michel Michelle Miguel Mikhail Mildred Monica Moritz
    Moses Muhammad Nancy Natalia Nathan Nathaniel Neil Nelson Niccolo Nicholas Nicola Nicolas Nicolaus Niels
    Nigel Nikita Nikola Nikolai Nina Noah Noam Noel Nora Norman Oliver Olga Oscar Oskar Otto Owen Pablo Pamela
    Patricia Patrick Paul Paula Pauline Pedro Percy Peter Philip Philipp Philippe Phyllis Pierre Rachel Ralph
    Raphael Ray Raymond Rebecca Reginald Rene Rachel Richard Rita Robert Roberto Robin Roger Roland Rolf Ronald
    Rosa Rosalind Rosalyn Rose Ross Roy Rudolf Rupert Russell Ruth Ryan Sally Salvador Sam Samuel Sandra Sara
    Sarah Scott Sebastian Sergei Sheila Sidney Siegfried Sigmund Silvia Simon Simone Sofia Sophia Sophie Stanley
    Stefan Stella Stephanie Stephen Steve Steven Stuart Susan Susanna Suzanne Sven Sybil Sylvia Tamara Tanya Ted
    Teresa Terry Thelma Theodor Theodore Theresa Thomas Tim Timothy Tobias Todd Tom Tommaso Tony Tracy Tycho
    Ulrich Ursula Valentina Valerie Vera Veronica Victor Victoria Vincent Vincenzo Viola Violet Virginia
    Vladimir Wallace Walter Warren Wendy Werner Wilbur Wilfred Wilhelm William Willem Winston Wolfgang Yuri Yves
    Zoe"""
)
"""European and American given names in the English spelling; a name that is missing here is simply not recognised."""
