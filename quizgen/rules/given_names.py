"""Common given names, for telling a person from a thing in plain text."""

from __future__ import annotations

from quizgen.rules.words import word_set

GIVEN_NAMES = word_set(
    """Aaron Abraham Achim Ada Adam Adele Adelheid Adolf Adolfo Adrian Aenne Afonso Agatha Agnes Agustín Ahmed Akira
    Alan Albert Albrecht Aldo Aldous Alec Alejandra Alejandro Alessandro Alexander Alexandra Alexei Alfonso Alfred
    Alfredo Ali Alice Alison Allan Allen Amalia Amanda Amelia Amerigo Amy Amália Ana Anders Andre Andrea Andreas
    Andrei Andrew Andrés Andy Angela Angelo Anita Anja Anke Ann Anna Anne Annette Annie Anselm Anthony Antje Antoine
    Anton Antoni Antonio António Antônio Archibald Armando Arnold Arthur Arturo Astor Astrid Audrey August Augusta
    Augustus Axel Barbara Barry Baruch Beatrice Beatriz Ben Benito Benjamin Bernard Bernardo Bernhard Bertha Bertolt
    Bertrand Beth Betty Bill Birgit Björn Blaise Bob Bodo Boris Brenda Brian Bruce Bruno Camille Camillo Camilo Carl
    Carla Carlo Carlos Carlota Carmen Carol Caroline Catherine Cayo Cecil Cecilia Cesare Charles Charlie Charlotte
    Chinua Chris Christa Christiaan Christian Christina Christine Christoph Christopher Claire Clara Claude Claudio
    Clemens Clement Clifford Colette Colin Conrad Constance Cornelius Cosimo Craig Cristina Cristóbal Cristóvão
    Cynthia César Dagmar Dan Daniel Daniela Dante David Dean Deborah Denis Dennis Derek Desmond Diana Diane Diego
    Dieter Dietrich Dirk Dmitri Dolores Domenico Domingo Donald Donna Dora Doris Dorothea Dorothy Douglas Duarte
    Duncan Dwight Ebenezer Eberhard Eckhard Edgar Edith Edmund Edouard Eduard Eduardo Edward Edwin Egon Eleanor Elena
    Eleonora Eli Elias Elisabeth Elizabeth Elke Ella Ellen Elsa Elvira Emil Emile Emiliano Emilio Emily Emma Emmanuel
    Emmanuelle Enrico Enrique Eric Erich Erik Erika Ermanno Ernest Ernesto Ernst Erwin Esther Ethel Etienne Eugene
    Eugenio Eugénio Eva Evangelista Evelyn Ewald Ezra Fabio Federico Felix Ferdinand Fernando Fernão Filippo Fiona
    Flora Florence Frances Francesca Francesco Francine Francis Francisco Frank Franklin Franz François Françoise
    Fred Freda Frederick Friedrich Fritz Fyodor Fátima Félix Gabriel Gabriela Gaetano Galileo Gareth Gary Gaspard
    Gavin Gene Geneviève Geoffrey Georg George Georges Gerald Gerard Gerda Gerhard Gertrude Giacomo Gianni Gilbert
    Gilberto Giordano Giorgio Giovanni Gisela Giulia Giuseppe Gonzalo Gordon Gottfried Gottlieb Grace Graciela Graham
    Greg Gregor Gregory Grete Guadalupe Guglielmo Guido Guillaume Guillermo Gunther Gustav Gustave Guy Gérard Günter
    Günther Hanna Hannah Hans Hans-Georg Hans-Peter Harald Harold Harriet Harry Hartmut Haruki Harvey Hauke Heather
    Hedwig Heike Heiner Heinrich Heinz Helen Helena Helene Helmut Hendrik Henri Henrietta Henriette Henrik Henry
    Herbert Heribert Herman Hermann Hernán Hideo Hilary Hilda Hildegard Holger Honoré Horace Horst Howard Hubert Hugh
    Hugo Humberto Humphry Hélène Ian Ida Ifeoma Ignacio Ignaz Igor Ilja Ilse Immanuel Inge Ingeborg Ingrid Inês Irena
    Irene Iris Irène Isaac Isabel Isabella Isabelle Isambard Italo Ivan Jacinto Jack Jackie Jacob Jacopo Jacqueline
    Jacques Jaime Jake Jakob James Jamie Jan Jane Janet Janusz Jaroslav Jason Javier Jean Jean-Baptiste Jean-Jacques
    Jean-Paul Jeff Jennifer Jenny Jeremy Jerome Jerry Jessica Jesús Jim Jimmy Joachim Joan Joanna Joaquim Joaquín
    Jochen Joe Joel Johan Johann Johanna Johannes John Jonas Jonathan Jordi Jorge Jose Josef Josefa Josep Joseph
    Josephine Joshua Josiah José João Juan Juana Judith Jules Julia Julian Julie Julio Julius Jutta Jérôme Jürgen
    Karen Karin Karl Karl-Heinz Kaspar Katharina Katherine Kathleen Katja Keith Kenji Kenneth Kevin Klara Klaus Kofi
    Konrad Kurt Käthe Lars Laura Lawrence Lea Leah Lena Leo Leon Leonard Leonardo Leonhard Leonie Leonor Leonora
    Leopold Leopoldo Leslie Lewis Lillian Linda Linus Lisa Lise Lloyd Lope Lorenzo Lothar Louis Louisa Louise Luca
    Lucas Luciano Lucien Lucio Lucy Lucía Ludwig Luigi Luis Luisa Luke Lutz Luís Luísa Lydia Lyndon Madeleine Magnus
    Malcolm Manfred Manuel Manuela Marc Marcel Marcelo Marco Margaret Margarete Margarida Margarita Marguerite Maria
    Mariano Marie Marie-Anne Marina Mario Marion Mark Markus Marlene Marsilio Marta Martha Martin Mary María Massimo
    Mateo Mathieu Mathilde Matilda Matteo Matthew Matthias Maud Maurice Mauricio Maurizio Max Maxim Maximilian
    Mechthild Meinhard Melanie Melchior Mercedes Mia Michael Michail Michel Michelangelo Michelle Miguel Mikhail
    Miklós Mildred Ming Mirella Miroslav Moisés Monica Monika Montserrat Moritz Moses Muhammad Nadine Nancy Napoléon
    Natalia Natalie Nathan Nathaniel Neil Nelson Niccolo Niccolò Nicholas Nicola Nicolas Nicolaus Nicole Niels Nigel
    Nikita Nikola Nikolai Nina Noah Noam Noel Nora Norbert Norman Nuno Núria Octavio Odile Olaf Olga Oliver Olivier
    Orlando Oscar Oskar Otakar Ottavio Otto Owen Pablo Pamela Paolo Pascal Patricia Patrick Paul Paula Pauline Paulo
    Pavel Pedro Pepe Percy Peter Petra Philip Philipp Philippe Phyllis Piero Pierre Pierre-Paul Piet Pieter Pietro
    Priya Pío Rachel Rafael Raffaele Raffaello Raimund Rainer Ralf Ralph Ramón Raoul Raphael Ravi Ray Raymond Raúl
    Rebecca Reginald Reiner Reinhard Reinhold Renate Rene René Ricardo Riccardo Richard Rita Robert Roberto Robin
    Rodolfo Rodrigo Roger Roland Rolf Ronald Rosa Rosalind Rosalyn Rosalía Rose Ross Roy Rubén Rudolf Rui Rupert
    Russell Ruth Ryan Sabine Sally Salvador Salvatore Sam Samuel Sandra Sandro Santiago Sara Sarah Scott Sebastian
    Sebastiano Sebastião Serge Sergei Sergio Sheila Sidney Siegfried Sigmund Sigrid Sigurd Silke Silvia Simon Simone
    Simón Sofia Sofía Soledad Solveig Sophia Sophie Stanley Stefan Stella Stephanie Stephen Steve Steven Stuart
    Stéphane Susan Susana Susanna Susanne Suzanne Sven Swantje Sybil Sylvain Sylvia Sérgio Tadeusz Tamara Tanya Ted
    Teodoro Teresa Terry Thelma Theodor Theodore Theresa Thomas Thorsten Thérèse Tiago Tilman Tim Timothy Tobias Todd
    Tom Tommaso Tony Torsten Tracy Traute Tullio Tycho Udo Ulf Ulrich Ulrike Umberto Urs Ursula Uta Uwe Valentin
    Valentina Valerie Vasco Vasili Vera Veronica Vicente Victor Victoria Viktor Vincent Vincenza Vincenzo Viola
    Violet Virginia Vittorio Vladimir Volker Wallace Walter Walther Waltraud Wangari Warren Wei Wendy Wenzel Werner
    Wiebke Wilbur Wilfred Wilhelm Wilhelmine Willem William Wim Winnie Winston Wolfgang Wolfram Xavier Ximena Yoko
    Yuri Yves Yvonne Zacharias Zoe Zygmunt Álvar Álvaro Ángel Étienne Óscar"""
)
"""Given names of Europe and America, and some others; a name that is missing here is simply not recognised."""
