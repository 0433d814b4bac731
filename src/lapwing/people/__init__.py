"""Children, families and professionals as told by each agency; and matching: is this the same child?"""
